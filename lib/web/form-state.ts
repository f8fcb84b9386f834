import type { LatchkeyError } from "@/lib/errors";

/** What a form knows after it was sent: what is wrong, what was typed (never passwords), what went well, what is shown once. */
export type FormState = {
  errors: LatchkeyError[];
  values: Record<string, string>;
  notice?: string;
  backupCodes?: string[];
};

export const emptyFormState: FormState = { errors: [], values: {} };
