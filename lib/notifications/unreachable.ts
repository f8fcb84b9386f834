import { connect } from "node:net";
import { DeliveryError } from "./delivery-error";

/** The error of a message whose provider did not answer. It is the same for deliverable and suppressed messages. */
export const UNREACHABLE = "The provider cannot be reached";

const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_PORTS: Record<string, number> = { "https:": 443, "http:": 80, "smtp:": 587, "smtps:": 465 };

/**
 * Opens a connection to a provider and closes it again.
 *
 * @param url the provider's URL; the port defaults to that of the scheme
 * @throws DeliveryError if no connection can be established within five seconds
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
