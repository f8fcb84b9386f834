import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A strong password that only this service lists as breached. */
export const BREACHED_PASSWORD = "seven marble otters whistle";

const hashOf = (password: string) => createHash("sha1").update(password).digest("hex").toUpperCase();

/** A request to the service. */
type RangeRequest = { path: string; padding: string | undefined };

/** A breach service with the range API of Have I Been Pwned. */
export type BreachService = {
  url: string;
  requests: RangeRequest[];
  /** Adds a breached password. `forget` removes all but the first. */
  leak: (password: string) => void;
  forget: () => void;
  stop: () => void;
};

export async function startBreachService(): Promise<BreachService> {
  const requests: RangeRequest[] = [];
  const breached = [hashOf(BREACHED_PASSWORD)];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    requests.push({ path, padding: request.headers["add-padding"]?.toString() });
    const known = breached.filter((hash) => path === `/range/${hash.slice(0, 5)}`);
    response.end(`${known.map((hash) => `${hash.slice(5)}:42\r\n`).join("")}${"0".repeat(35)}:0\r\n`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    leak: (password) => {
      breached.push(hashOf(password));
    },
    forget: () => {
      breached.length = 1;
    },
    stop: () => server.close(),
  };
}
