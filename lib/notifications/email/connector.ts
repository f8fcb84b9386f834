import type { RenderedEmail } from "../message";

/** An email on its way out. `id` stays the same however often it is tried. */
export type Email = RenderedEmail & { id: string; to: string; from: string };

/** Something that can send an email. Both reject with a `DeliveryError`. */
export type EmailConnector = {
  name: string;
  send: (email: Email) => Promise<void>;
  /** Finds out whether the provider can be reached, and asks nothing more of it. */
  reach: () => Promise<void>;
};
