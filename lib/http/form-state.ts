import type { FlowError, LocalizedError } from "@/lib/errors";

/**
 * The state of a form after it was submitted: the errors, how many fields have one if there are several, the submitted
 * values (never passwords), the notice, and values that are displayed once.
 */
export type FormState = {
  errors: LocalizedError[];
  summary?: string | undefined;
  values: Record<string, string>;
  notice?: string;
  backupCodes?: string[];
  secret?: string;
};

/** The result of a form handler that does not redirect: errors, a notice, or a value that is displayed once. */
export type Outcome =
  | { errors: FlowError[] }
  | { notice: string }
  | { backupCodes: string[] }
  | { secret: string };

/** The field that binds a form to the user it was rendered for. */
export const RENDERED_FOR = "rendered_for";

export const emptyFormState: FormState = { errors: [], values: {} };

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
