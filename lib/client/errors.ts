import type { APIError, APIErrorJSON } from "./types";

/** An error response of the API, with one entry for each invalid field. */
export class APIResponseError extends Error {
  override readonly name = "APIResponseError";
  readonly errors: [APIError, ...APIError[]];
  /** The HTTP status; 0 if there was no response. */
  readonly status: number;

  constructor(status: number, [first, ...others]: [APIErrorJSON, ...APIErrorJSON[]]) {
    super(first.message);
    this.status = status;
    this.errors = [withAliases(first), ...others.map(withAliases)];
  }

  /** Seconds after which a retry makes sense, if the API returned them. */
  get retryAfter(): number | undefined {
    const { retryAfterSeconds, lockoutExpiresInSeconds } = this.errors[0].meta;
    return retryAfterSeconds ?? lockoutExpiresInSeconds ?? undefined;
  }
}

/** Adds the names that Clerk gives the fields of an error. */
function withAliases(error: APIErrorJSON): APIError {
  const { message, longMessage, meta } = error;
  const name = meta.paramName;
  return {
    ...error,
    shortMessage: message,
    long_message: longMessage,
    meta: { ...meta, ...(name !== undefined && { name }) },
  };
}

/** Whether a thrown value is an error response of the API. */
export function isAPIResponseError(error: unknown): error is APIResponseError {
  return error instanceof APIResponseError;
}

/** Whether a call was rejected because the user must reauthenticate first. */
export function needsReauthentication(error: unknown): boolean {
  return isAPIResponseError(error) && error.errors[0].code === "fresh_proof_required";
}

/** The ways in which an email link can fail. */
export const EmailLinkErrorCode = {
  Expired: "expired",
  Failed: "failed",
  ClientMismatch: "client_mismatch",
} as const;

type EmailLinkErrorCode = (typeof EmailLinkErrorCode)[keyof typeof EmailLinkErrorCode];

/** Thrown if an opened email link did not verify anything. */
export class EmailLinkError extends Error {
  override readonly name = "EmailLinkError";

  constructor(readonly code: EmailLinkErrorCode) {
    super(`The email link did not verify anything: ${code}.`);
  }
}

/** Whether a thrown value is an `EmailLinkError`. */
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

/**
 * Creates the error for a flow that the server accepted but that is not complete. Its code is the status of the flow.
 */
export function incompleteFlow(status: string): APIError {
  const message = INCOMPLETE[status] ?? "Your password is not reset yet.";
  return withAliases({ code: status, message, longMessage: message, meta: {} });
}

/** Creates the error for a session that this client does not have, for example because it was revoked. */
export function sessionNotHeld(): APIResponseError {
  const message = "That session has ended. Please sign in again.";
  return new APIResponseError(401, [
    { code: "authentication_invalid", message, longMessage: message, meta: {} },
  ]);
}

/** Creates the error for a missing response, or one that is not from the API. */
export function networkError(code: keyof typeof WORDS, status: number): APIResponseError {
  return new APIResponseError(status, [{ code, message: WORDS[code], longMessage: WORDS[code], meta: {} }]);
}
