/** No connector takes longer than this for one message. */
export const SEND_TIMEOUT_MS = 10_000;

/** The reason of a message that expired before the first try. */
export const NOT_IN_TIME = "Not sent in time";

/** How the reason begins where the provider rejects us, not the message. The outbox is searched for it. */
export const MISCONFIGURED = "The provider rejects our settings";

/** Why a message could not be handed over, and whether trying again makes sense. Never holds the message or its recipient. */
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

/**
 * The provider rejects our credentials, sender or URL. Every message fails in this way until an administrator mends the
 * settings, so each is retried.
 */
export class MisconfiguredError extends DeliveryError {
  constructor(answer: string, retryAfterSeconds: number | null = null) {
    super(`${MISCONFIGURED} (${answer})`, true, retryAfterSeconds);
  }
}
