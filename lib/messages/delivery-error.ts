/** No connector takes longer than this for one message. */
export const SEND_TIMEOUT_MS = 10_000;

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
