import { randomInt } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Returns a free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The lowest port that systems assign by themselves (RFC 6335 has 49152, Linux 32768). */
const FIRST_EPHEMERAL = 32_768;
const FIRST_RESERVED = 20_000;

/** Returns a free port that no other server gets by `freePort`, for a server that starts and stops repeatedly. */
export async function reservedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_RESERVED, FIRST_EPHEMERAL);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}
