import type { RenderedEmail } from "../message";

/** An outgoing email. `id` is the same for every attempt. */
export type Email = RenderedEmail & { id: string; to: string; from: string };

/** Sends emails. `send` and `checkConnection` reject with a `DeliveryError`. */
export type EmailConnector = {
  name: string;
  send: (email: Email) => Promise<void>;
  /** Checks whether the provider can be reached, without any other request. */
  checkConnection: () => Promise<void>;
};

/** Prevents vacation notices and other automatic replies (RFC 3834 §5). */
export const AUTO_SUBMITTED = { "Auto-Submitted": "auto-generated" };
