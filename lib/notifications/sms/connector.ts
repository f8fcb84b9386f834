/** An outgoing SMS. `code` is the code in it. */
type TextMessage = { id: string; to: string; text: string; code: string };

/** Sends SMS. `send` and `checkConnection` reject with a `DeliveryError`. */
export type SmsConnector = {
  name: string;
  send: (message: TextMessage) => Promise<void>;
  /** Checks whether the provider can be reached, without any other request. */
  checkConnection: () => Promise<void>;
};
