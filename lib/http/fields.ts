import { z } from "zod";
import type { MessageOverride } from "@/lib/errors";

/** Six digits, however they were typed or pasted. */
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

/** The two-digit number that a waiting page shows, however it was typed. */
export const matchNumberField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").trim())
  .refine((typed) => /^\d{2}$/.test(typed), { error: "type_match_number" satisfies MessageOverride["key"] })
  .transform(Number);

/** The id of an attempt. */
export const attemptField = z.uuid();

/** A backup code, however it was typed. */
export const backupCodeField = z.string().trim().min(1).max(64);

/** The id of a row. */
export const idField = z.uuid();

/** The word to type in each language; whichever it is, it is meant. */
const DELETE_WORDS = ["delete", "löschen"];

/** A word to type before something goes for good, so that nobody does it by a slip of the hand. */
export const deleteField = z
  .string()
  .refine((typed) => DELETE_WORDS.includes(typed.normalize("NFC").trim().toLowerCase()), {
    error: "type_delete" satisfies MessageOverride["key"],
  });
