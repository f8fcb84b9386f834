import { config } from "@/lib/config";
import { DeliveryError } from "./delivery-error";
import { emailConnector } from "./email/choose";
import type { Channel, OutgoingMessage } from "./message";
import { smsConnector } from "./sms/choose";
import { renderEmail } from "./templates/render";
import { renderText } from "./templates/text";

/** What takes the messages of one channel away. */
export type ChannelSender = {
  name: string;
  /** Renders a message; what it gives back sends it, under an id that stays the same at every try. */
  prepare: (message: OutgoingMessage, at: Date) => Promise<(id: string) => Promise<void>>;
  /** Finds out whether the provider can be reached, and asks nothing more of it. */
  reach: () => Promise<void>;
};

function emailCarrier(): ChannelSender | null {
  const connector = emailConnector();
  return (
    connector && {
      name: connector.name,
      reach: connector.reach,
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
      reach: connector.reach,
      prepare: async (message) => {
        const text = renderText(message);
        return (id) => connector.send({ ...text, id, to: message.recipient });
      },
    }
  );
}

const CARRIERS: Record<Channel, () => ChannelSender | null> = { email: emailCarrier, sms: smsCarrier };

/**
 * The carrier of a channel.
 *
 * @throws DeliveryError where no connector is configured for it
 */
export function getSender(channel: Channel): ChannelSender {
  const carrier = CARRIERS[channel]();
  if (carrier === null) throw new DeliveryError(`No ${channel} connector is configured`, true);
  return carrier;
}
