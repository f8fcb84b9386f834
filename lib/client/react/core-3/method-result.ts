import { isAPIResponseError } from "../../errors";
import type { APIError } from "../../types";

/** What every method of this entry point resolves to. */
export type MethodResult = { error: ClientError | null };

/** An error of a field, or of the whole form. */
export type FieldError = { code: string; message: string; longMessage: string };

/** The errors of the last method of an attempt. */
export type MethodErrors<Field extends string> = {
  /** The error of each field; `null` for a field without one. */
  fields: Record<Field, FieldError | null>;
  /** The errors that belong to no field; `null` if there are none. */
  global: FieldError[] | null;
  /** All errors as the API returned them; `null` if there are none. */
  raw: APIError[] | null;
};

/** The error of a method: an error response of the API, or a call in the wrong state. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  /** The code of the first error of the API, or `client_state_invalid`. */
  readonly code: string;
  /** A message for the user. */
  readonly longMessage: string;
  /** The errors of the API, at least one. */
  readonly errors: [APIError, ...APIError[]];
  /** The HTTP status; 0 if there was no response. */
  readonly status: number;
  /** Seconds after which a retry makes sense, if the API returned them. */
  readonly retryAfter: number | undefined;

  constructor(cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(message, { cause });
    const answer = isAPIResponseError(cause) ? cause : null;
    this.errors = answer?.errors ?? [wrongState(message)];
    this.status = answer?.status ?? 0;
    this.retryAfter = answer?.retryAfter;
    this.code = this.errors[0].code;
    this.longMessage = this.errors[0].longMessage;
  }
}

function wrongState(message: string): APIError {
  return {
    code: "client_state_invalid",
    message,
    longMessage: message,
    shortMessage: message,
    long_message: message,
    meta: {},
  };
}

/** Returns the state of a form without errors. */
export function noErrors<Field extends string>(fields: readonly Field[]): MethodErrors<Field> {
  const empty = Object.fromEntries(fields.map((field) => [field, null]));
  return { fields: empty as Record<Field, null>, global: null, raw: null };
}

/** Sorts the errors of a method by field. An error of a field that the form does not have is a global one. */
export function errorsByField<Field extends string>(
  { errors }: ClientError,
  fields: readonly Field[],
): MethodErrors<Field> {
  const sorted = noErrors(fields);
  const global: FieldError[] = [];
  for (const { code, message, longMessage, meta } of errors) {
    const field = fields.find((name) => name === meta.paramName);
    const error = { code, message, longMessage };
    if (field === undefined) global.push(error);
    else sorted.fields[field] ??= error;
  }
  return { ...sorted, global: global.length > 0 ? global : null, raw: errors };
}
