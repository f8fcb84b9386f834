import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Starts an HTTP server that accepts requests and never answers them.
 *
 * @returns `waiting` returns the number of pending requests; `hangUp` closes their connections
 */
export async function startSilentServer() {
  let waiting = 0;
  const server = createServer(() => {
    waiting += 1;
  });
  const hangUp = () => {
    waiting = 0;
    server.closeAllConnections();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: () => waiting,
    hangUp,
    stop: () => {
      hangUp();
      server.close();
    },
  };
}
