import { connect } from "node:net";
import { DeliveryError } from "./delivery-error";

/** What is noted of a message whose provider did not answer at all: the same for one to somebody and one to nobody. */
export const UNREACHABLE = "The provider cannot be reached";

const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_PORTS: Record<string, number> = { "https:": 443, "http:": 80, "smtp:": 587, "smtps:": 465 };

/**
 * Opens a connection to a provider and closes it again.
 *
 * @param url the provider's; its port follows from the scheme where it names none
 * @throws DeliveryError if no connection can be made within five seconds
 */
export function reachHost(url: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port: Number(port) || (DEFAULT_PORTS[protocol] ?? 443) });
    const fail = () => {
      socket.destroy();
      reject(new DeliveryError(UNREACHABLE, true));
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, fail);
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
  });
}
