import { config } from "@/lib/config";
import type { ChannelSender } from "./channel-sender";
import { DeliveryError } from "./delivery-error";
import { emailConnector } from "./email/choose";
import type { Channel } from "./message";
import { smsSender } from "./sms/sender";
import { renderEmail } from "./templates/render";

function emailSender(): ChannelSender | null {
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

/** The sender of each channel; `null` if no connector is configured for it. */
const SENDERS: Partial<Record<Channel, () => ChannelSender | null>> = {
  email: emailSender,
  sms: smsSender,
};

/**
 * Returns the sender of a channel.
 *
 * @throws DeliveryError if no connector is configured for it
 */
export function getSender(channel: Channel): ChannelSender {
  const sender = SENDERS[channel]?.() ?? null;
  if (sender === null) throw new DeliveryError(`No ${channel} connector is configured`, true);
  return sender;
}
