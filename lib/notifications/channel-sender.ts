import type { OutgoingMessage } from "./message";

/** Sends the messages of one channel. */
export type ChannelSender = {
  name: string;
  /** Renders a message. The returned function sends it under an id that is the same for every attempt. */
  prepare: (message: OutgoingMessage, at: Date) => Promise<(id: string) => Promise<void>>;
  /** Checks whether the provider can be reached, without any other request. */
  checkConnection: () => Promise<void>;
};
