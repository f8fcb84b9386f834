import { config } from "@/lib/config";
import { DeliveryError } from "./delivery-error";
import { emailConnector } from "./email/choose";
import type { Channel, OutgoingMessage } from "./message";
import { smsConnector } from "./sms/choose";
import { renderEmail } from "./templates/render";
import { renderText } from "./templates/text";

/** Sends the messages of one channel. */
export type ChannelSender = {
  name: string;
  /** Renders a message. The returned function sends it under an id that is the same for every attempt. */
  prepare: (message: OutgoingMessage, at: Date) => Promise<(id: string) => Promise<void>>;
  /** Checks whether the provider can be reached, without any other request. */
  checkConnection: () => Promise<void>;
};

function emailCarrier(): ChannelSender | null {
  const connector = emailConnector();
  return (
    connector && {
      name: connector.name,
      checkConnection: connector.checkConnection,
      prepare: async (message, at) => {
        const email = await renderEmail(message, at);
        return (id) => connector.send({ ...email, id, to: message.recipient, from: config().email.from });
      },
    }
  );
}

function smsCarrier(): ChannelSender | null {
  const connector = smsConnector();
  return (
    connector && {
      name: connector.name,
      checkConnection: connector.checkConnection,
      prepare: async (message) => {
        const text = renderText(message);
        return (id) => connector.send({ ...text, id, to: message.recipient });
      },
    }
  );
}

const CARRIERS: Record<Channel, () => ChannelSender | null> = { email: emailCarrier, sms: smsCarrier };

/**
 * Returns the sender of a channel.
 *
 * @throws DeliveryError if no connector is configured for it
 */
export function getSender(channel: Channel): ChannelSender {
  const carrier = CARRIERS[channel]();
  if (carrier === null) throw new DeliveryError(`No ${channel} connector is configured`, true);
  return carrier;
}
