import type { RenderedEmail } from "../message";

/** An email on its way out. `id` stays the same however often it is tried. */
export type Email = RenderedEmail & { id: string; to: string; from: string };

/** Something that can send an email. Rejects with a `DeliveryError`. */
export type EmailConnector = { name: string; send: (email: Email) => Promise<void> };

/** No connector takes longer than this for one message. */
export const SEND_TIMEOUT_MS = 10_000;

/** Why an email could not be handed over, and whether trying again makes sense. Never holds the message or its recipient. */
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
