import type { ChannelSender } from "../channel-sender";
import { smsConnector } from "./choose";
import { renderText } from "./text";

/** Returns the sender of SMS, or `null` if no connector is configured. */
export function smsSender(): ChannelSender | null {
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
