import type { APIError } from "./types";

/** A refusal of the API, with one entry for each field that was wrong. */
export class APIResponseError extends Error {
  override readonly name = "APIResponseError";
  readonly errors: [APIError, ...APIError[]];
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;

  constructor(status: number, errors: [APIError, ...APIError[]]) {
    super(errors[0].message);
    this.status = status;
    this.errors = errors;
  }

  /** Seconds until trying again makes sense, where the API says so. */
  get retryAfter(): number | undefined {
    const { retryAfterSeconds, lockoutExpiresInSeconds } = this.errors[0].meta;
    return retryAfterSeconds ?? lockoutExpiresInSeconds ?? undefined;
  }
}

/** Whether something thrown is a refusal of the API. */
export function isAPIResponseError(error: unknown): error is APIResponseError {
  return error instanceof APIResponseError;
}

/** How an email link can end other than well. */
export const EmailLinkErrorCode = {
  Expired: "expired",
  Failed: "failed",
  ClientMismatch: "client_mismatch",
} as const;

type EmailLinkErrorCode = (typeof EmailLinkErrorCode)[keyof typeof EmailLinkErrorCode];

/** Thrown where an email link was opened that did not verify anything. */
export class EmailLinkError extends Error {
  override readonly name = "EmailLinkError";

  constructor(readonly code: EmailLinkErrorCode) {
    super(`The email link did not verify anything: ${code}.`);
  }
}

/** Whether something thrown says how an email link ended. */
export function isEmailLinkError(error: unknown): error is EmailLinkError {
  return error instanceof EmailLinkError;
}

const WORDS = {
  network_error: "We could not reach the server. Check your connection and try again.",
  service_unavailable: "The server cannot answer at the moment. Please try again shortly.",
};

const INCOMPLETE: Record<string, string> = {
  needs_second_factor: "Verify your second factor to finish resetting your password.",
};

/** The error that stands for a flow which the server accepted but which is not complete. Its code is the flow's status. */
export function incompleteFlow(status: string): APIError {
  const message = INCOMPLETE[status] ?? "Your password is not reset yet.";
  return { code: status, message, longMessage: message, meta: {} };
}

/** The error for a session that this client does not hold, such as one that was revoked. */
export function sessionNotHeld(): APIResponseError {
  const message = "That session has ended. Please sign in again.";
  return new APIResponseError(401, [
    { code: "authentication_invalid", message, longMessage: message, meta: {} },
  ]);
}

/** The refusal that stands for an answer which never came, or is not one of the API's. */
export function networkError(code: keyof typeof WORDS, status: number): APIResponseError {
  return new APIResponseError(status, [{ code, message: WORDS[code], longMessage: WORDS[code], meta: {} }]);
}
