import { z } from "zod";
import type { MessageOverride } from "@/lib/errors";

/** A code of six digits. Spaces and hyphens are ignored, and Unicode digit variants are normalized (NFKC). */
export const codeField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").replace(/[\s-]/g, ""))
  .pipe(
    z
      .string()
      .min(1, { abort: true })
      .regex(/^\d{6}$/),
  )
  .describe("6 digits.");

/** The two-digit number that a waiting page shows. White space around it is ignored. */
export const matchNumberField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").trim())
  .refine((typed) => /^\d{2}$/.test(typed), { error: "type_match_number" satisfies MessageOverride["key"] })
  .transform(Number);

export const attemptField = z.uuid();

/** A backup code, as typed. */
export const backupCodeField = z.string().trim().min(1).max(64);

export const idField = z.uuid();

/** The confirmation words of all languages. Each one is accepted in every language. */
const DELETE_WORDS = ["delete", "löschen"];

/** The confirmation word for irreversible actions. Typing it prevents accidental confirmation. */
export const deleteField = z
  .string()
  .refine((typed) => DELETE_WORDS.includes(typed.normalize("NFC").trim().toLowerCase()), {
    error: "type_delete" satisfies MessageOverride["key"],
  });
