/** A text message on its way out. `code` is what it asks to be typed in. */
type TextMessage = { id: string; to: string; text: string; code: string };

/** Something that can send a text message. Both reject with a `DeliveryError`. */
export type SmsConnector = {
  name: string;
  send: (message: TextMessage) => Promise<void>;
  /** Finds out whether the provider can be reached, and asks nothing more of it. */
  reach: () => Promise<void>;
};
