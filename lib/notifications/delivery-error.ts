/** Upper limit for sending one message, for every connector. */
export const SEND_TIMEOUT_MS = 10_000;

/** The reason of a message that expired before its first attempt. */
export const NOT_IN_TIME = "Not sent in time";

/**
 * The prefix of the reason when the provider rejects the settings rather than the message. Outbox queries search for
 * it.
 */
export const MISCONFIGURED = "The provider rejects our settings";

/**
 * Why a message could not be handed over, and whether a retry makes sense. Never contains the message or its recipient.
 */
export class DeliveryError extends Error {
  override name = "DeliveryError";

  constructor(
    message: string,
    readonly retryable: boolean,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** The provider accepts no more connections or requests at present, whatever the message. */
export class OverloadedError extends DeliveryError {
  constructor(answer: string, retryAfterSeconds: number | null = null) {
    super(answer, true, retryAfterSeconds);
  }
}

/**
 * The provider rejects the credentials, sender or URL. Every message fails in this way until an admin corrects the
 * settings, so every message is retried.
 */
export class MisconfiguredError extends DeliveryError {
  constructor(answer: string, retryAfterSeconds: number | null = null) {
    super(`${MISCONFIGURED} (${answer})`, true, retryAfterSeconds);
  }
}
