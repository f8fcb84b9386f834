/**
 * Every error a person or a client can be told: its HTTP status and its words. `message` is short, `longMessage` also
 * says what to do next. Nothing here tells what is known about an account.
 */
const errors = {
  form_param_missing: { status: 422, message: "is missing", longMessage: "Please fill in this field." },
  form_param_format_invalid: {
    status: 422,
    message: "has the wrong form",
    longMessage: "Please check this field: what you entered does not have the right form.",
  },
  form_param_unknown: { status: 422, message: "is unknown", longMessage: "This field is not known here." },
  request_too_large: {
    status: 413,
    message: "Request is too large.",
    longMessage: "What was sent is larger than anything that is asked for here.",
  },
  form_identifier_not_found: {
    status: 422,
    message: "Couldn't find your account.",
    longMessage: "We couldn't find an account with that address. Check it, or sign up.",
  },
  form_identifier_exists: {
    status: 422,
    message: "That is taken.",
    longMessage: "There is an account with that already. Sign in, or reset its password.",
  },
  form_password_incorrect: {
    status: 422,
    message: "Identifier or password is incorrect.",
    longMessage: "Those details don't match. Try again, or reset your password.",
  },
  form_password_length_too_short: {
    status: 422,
    message: "Password is too short.",
    longMessage: "Please choose a longer password. A few unrelated words make a good one.",
  },
  form_password_length_too_long: {
    status: 422,
    message: "Password is too long.",
    longMessage: "Please choose a shorter password.",
  },
  form_password_not_strong_enough: {
    status: 422,
    message: "Password is too easy to guess.",
    longMessage: "This password is too easy to guess. A few unrelated words make a good one.",
  },
  form_password_pwned: {
    status: 422,
    message: "Password has been found in a data breach.",
    longMessage:
      "This password stands on a list of leaked or common passwords. Please choose a different one.",
  },
  form_password_compromised: {
    status: 422,
    message: "Your password may be compromised.",
    longMessage:
      "Your password may be compromised. To protect your account, continue with another way to sign in; you will then choose a new password.",
  },
  form_password_same_as_current: {
    status: 422,
    message: "This is already your password.",
    longMessage: "This is already your password. Please choose a different one.",
  },
  form_password_mismatch: {
    status: 422,
    message: "The passwords don't match.",
    longMessage: "The two passwords are not the same. Type the new password again.",
  },
  form_code_incorrect: {
    status: 422,
    message: "Incorrect code.",
    longMessage: "That code is not right. Check the newest message, or ask for a new code.",
  },
  verification_expired: {
    status: 422,
    message: "This code has expired.",
    longMessage: "This code has expired. Ask for a new one.",
  },
  verification_failed: {
    status: 422,
    message: "Too many incorrect codes.",
    longMessage:
      "Too many incorrect codes. For your safety this attempt has ended: start again to get a new code.",
  },
  verification_already_verified: {
    status: 422,
    message: "This code has already been used.",
    longMessage: "This code has already been used. Start again if you still need one.",
  },
  passkey_not_accepted: {
    status: 422,
    message: "This passkey was not accepted.",
    longMessage: "That passkey did not work here. Try again, or go on another way.",
  },
  too_many_requests: {
    status: 429,
    message: "Too many requests.",
    longMessage: "Too many requests. Please wait a moment and try again.",
  },
  user_locked: {
    status: 403,
    message: "Too many failed attempts.",
    longMessage: "Too many failed attempts. Wait before you try again, or reset your password now.",
  },
  authentication_invalid: {
    status: 401,
    message: "Please sign in.",
    longMessage: "Please sign in to go on.",
  },
  session_pending: {
    status: 403,
    message: "One more step.",
    longMessage: "Finish the steps your account needs before you go on.",
  },
  client_state_invalid: {
    status: 400,
    message: "This step is not available.",
    longMessage: "This step is no longer available. Please start again.",
  },
  strategy_for_user_invalid: {
    status: 422,
    message: "This method is not available.",
    longMessage: "This method is not available. Please choose another one.",
  },
  resource_not_found: {
    status: 404,
    message: "Not found.",
    longMessage: "This attempt has ended or belongs to another browser. Please start again.",
  },
  last_identifier: {
    status: 422,
    message: "This is the last way in.",
    longMessage: "This is the last way into your account. Add and verify another one before you remove it.",
  },
  organization_role_insufficient: {
    status: 403,
    message: "Your role does not allow that.",
    longMessage: "Your role in this organization does not allow that. Ask one of its owners.",
  },
  organization_last_owner: {
    status: 422,
    message: "This is the last owner.",
    longMessage: "An organization always has an owner. Make somebody else an owner first.",
  },
  fresh_proof_required: {
    status: 403,
    message: "Please confirm it's you.",
    longMessage: "Please confirm it's you before you change how you sign in.",
  },
  redirect_url_not_allowed: {
    status: 422,
    message: "This address is not allowed.",
    longMessage: "The address to go on to is not allowed here.",
  },
  request_forbidden: {
    status: 403,
    message: "Request refused.",
    longMessage: "This request came from another site and was refused.",
  },
  delivery_unavailable: {
    status: 503,
    message: "Messages can't be sent.",
    longMessage: "We can't send messages here at the moment. Please ask whoever runs this service.",
  },
  service_unavailable: {
    status: 503,
    message: "Temporarily unavailable.",
    longMessage: "Something on our side is not answering. Please try again in a moment.",
  },
} as const;

export type ErrorCode = keyof typeof errors;

/** Every code there is. */
export const ERROR_CODES = Object.keys(errors) as ErrorCode[];

/** The HTTP status of an error. */
export function statusOfError(code: ErrorCode): number {
  return errors[code].status;
}

/** One error as the outside sees it. `meta.paramName` names the field it belongs to. */
export type LatchkeyError = {
  code: ErrorCode;
  message: string;
  longMessage: string;
  meta: { paramName?: string; [key: string]: string | number | undefined };
};

/** What a flow function gives back: its outcome, or the errors a person should be told. */
export type Result<Success extends object = object> =
  | ({ ok: true } & Success)
  | { ok: false; errors: [LatchkeyError, ...LatchkeyError[]] };

/**
 * Makes one error from the table.
 *
 * @param code the error's code
 * @param meta further facts: `paramName` for the field, `retryAfterSeconds` and the like
 * @param longMessage words that fit the case better than the table's
 */
export function latchkeyError(
  code: ErrorCode,
  meta: LatchkeyError["meta"] = {},
  longMessage: string = errors[code].longMessage,
): LatchkeyError {
  return { code, message: errors[code].message, longMessage, meta };
}

/** A failed result with one error; the parameters are those of `latchkeyError`. */
export function failure(
  code: ErrorCode,
  meta: LatchkeyError["meta"] = {},
  longMessage?: string,
): { ok: false; errors: [LatchkeyError] } {
  return { ok: false, errors: [latchkeyError(code, meta, longMessage)] };
}

/** A refusal whose errors at one field are told at another: what one caller asks for by another name. */
export function atField(
  { errors }: { errors: [LatchkeyError, ...LatchkeyError[]] },
  from: string,
  to: string,
): { ok: false; errors: [LatchkeyError, ...LatchkeyError[]] } {
  const move = (error: LatchkeyError) =>
    error.meta.paramName === from ? { ...error, meta: { ...error.meta, paramName: to } } : error;
  const [first, ...others] = errors;
  return { ok: false, errors: [move(first), ...others.map(move)] };
}
