import type { LocalizedError } from "@/lib/errors";

/** What a form knows after it was sent: what is wrong, what was typed (never passwords), what went well, what is shown once. */
export type FormState = {
  errors: LocalizedError[];
  values: Record<string, string>;
  notice?: string;
  backupCodes?: string[];
  secret?: string;
};

/** The field that binds a form to the user it was rendered for. */
export const RENDERED_FOR = "rendered_for";

export const emptyFormState: FormState = { errors: [], values: {} };

/** The server action of a form. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
