import { z } from "zod";
import type { MessageOverride } from "@/lib/errors";
import { normalizeBackupCode } from "@/lib/factors/backup-code/codes";
import { MAX_TYPED_LENGTH, parseDigits, toAsciiDigits, trimInvisible } from "@/lib/typed-text";

/** A code of six digits in any script. Spaces, dashes and invisible characters are ignored. */
export const codeField = z
  .string()
  .max(MAX_TYPED_LENGTH)
  .transform(parseDigits)
  .pipe(
    z
      .string()
      .min(1, { abort: true })
      .regex(/^\d{6}$/),
  )
  .describe("6 digits.");

/**
 * The two-digit number that a waiting page shows, in any script. White space and invisible characters around it are
 * ignored.
 */
export const matchNumberField = z
  .string()
  .max(MAX_TYPED_LENGTH)
  .transform((typed) => toAsciiDigits(trimInvisible(typed)))
  .refine((typed) => /^\d{2}$/.test(typed), { error: "type_match_number" satisfies MessageOverride["key"] })
  .transform(Number);

/** An address, a number or either, as typed. */
export const identifierField = z.string().trim().min(1).max(MAX_TYPED_LENGTH);

export const attemptField = z.uuid();

const MAX_BACKUP_CODE_LENGTH = 64;

/**
 * A backup code, as typed. A text without any letter or digit of a code is missing, so that it does not count as a
 * guess.
 */
export const backupCodeField = z
  .string()
  .max(MAX_BACKUP_CODE_LENGTH)
  .transform(normalizeBackupCode)
  .pipe(z.string().min(1));

export const idField = z.uuid();

/** The confirmation words of all languages. Each one is accepted in every language. */
const DELETE_WORDS = ["delete", "löschen"];

/** The confirmation word for irreversible actions. Typing it prevents accidental confirmation. */
export const deleteField = z
  .string()
  .max(MAX_TYPED_LENGTH, { abort: true })
  .refine((typed) => DELETE_WORDS.includes(typed.normalize("NFC").trim().toLowerCase()), {
    error: "type_delete" satisfies MessageOverride["key"],
  });
