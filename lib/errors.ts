import type { Messages } from "./i18n/messages/en";

/** Every public error and its HTTP status. No error reveals anything about an account. */
const STATUS = {
  form_param_missing: 422,
  form_param_format_invalid: 422,
  form_param_unknown: 422,
  request_too_large: 413,
  form_identifier_not_found: 422,
  form_identifier_exists: 422,
  form_password_incorrect: 422,
  form_password_length_too_short: 422,
  form_password_length_too_long: 422,
  form_password_not_strong_enough: 422,
  form_password_pwned: 422,
  form_password_compromised: 422,
  form_password_same_as_current: 422,
  form_password_mismatch: 422,
  form_code_incorrect: 422,
  verification_expired: 422,
  verification_failed: 422,
  verification_already_verified: 422,
  passkey_not_accepted: 422,
  too_many_requests: 429,
  user_locked: 403,
  authentication_invalid: 401,
  session_pending: 403,
  client_state_invalid: 400,
  strategy_for_user_invalid: 422,
  resource_not_found: 404,
  last_identifier: 422,
  organization_role_insufficient: 403,
  organization_last_owner: 422,
  fresh_proof_required: 403,
  redirect_url_not_allowed: 422,
  request_forbidden: 403,
  delivery_unavailable: 503,
  service_unavailable: 503,
} as const satisfies Partial<Record<keyof Messages["errors"], number>>;

export type ErrorCode = keyof typeof STATUS;

/** Every error code. */
export const ERROR_CODES = Object.keys(STATUS) as ErrorCode[];

/** Returns the HTTP status of an error. */
export function statusOfError(code: ErrorCode): number {
  return STATUS[code];
}

/** Why a password is easy to guess. */
export type Weakness = keyof Messages["client"]["strength"]["warnings"];

/**
 * A message that is more specific than the default one of its code. Values that depend on the language are given in a
 * language-independent form.
 */
export type MessageOverride = {
  key: keyof Messages["refusals"];
  values?: Record<string, string | number | { seconds: number } | { weakness: Weakness }>;
};

/** An error as the flows return it, not localized yet. `meta.paramName` names its field. */
export type FlowError = {
  code: ErrorCode;
  meta: { paramName?: string; [key: string]: string | number | null | undefined };
  messageOverride?: MessageOverride;
};

/** An error in one language: `message` is short, `longMessage` explains what to do next. */
export type LocalizedError = {
  code: ErrorCode;
  message: string;
  longMessage: string;
  meta: FlowError["meta"];
};

/** What a flow function returns: its outcome, or the errors to show. */
export type Result<Success extends object = object> =
  | ({ ok: true } & Success)
  | { ok: false; errors: [FlowError, ...FlowError[]] };

/**
 * Creates one error.
 *
 * @param code the error's code
 * @param meta further metadata: `paramName` for the field, `retryAfterSeconds` and the like
 * @param messageOverride a message that is more specific than the default one
 */
export function flowError(
  code: ErrorCode,
  meta: FlowError["meta"] = {},
  messageOverride?: MessageOverride,
): FlowError {
  return { code, meta, ...(messageOverride && { messageOverride }) };
}

/** Creates a failed result with one error. The parameters are those of `flowError`. */
export function failure(
  code: ErrorCode,
  meta: FlowError["meta"] = {},
  messageOverride?: MessageOverride,
): { ok: false; errors: [FlowError] } {
  return { ok: false, errors: [flowError(code, meta, messageOverride)] };
}

/** Moves the errors at one field to another, for a caller that uses another name for the field. */
export function remapErrorField(
  { errors }: { errors: [FlowError, ...FlowError[]] },
  from: string,
  to: string,
): { ok: false; errors: [FlowError, ...FlowError[]] } {
  const move = (error: FlowError) =>
    error.meta.paramName === from ? { ...error, meta: { ...error.meta, paramName: to } } : error;
  const [first, ...others] = errors;
  return { ok: false, errors: [move(first), ...others.map(move)] };
}
