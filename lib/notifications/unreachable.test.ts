import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reachHost, UNREACHABLE } from "./unreachable";

let server: Server;
let heard: string;
let callers: number;

beforeEach(async () => {
  [heard, callers] = ["", 0];
  server = createServer((socket) => {
    callers += 1;
    socket
      .on("error", () => undefined)
      .on("data", (chunk) => {
        heard += chunk.toString();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.close();
});

const port = () => (server.address() as AddressInfo).port;

test.each(["http", "https", "smtp", "smtps"])(
  "reaches an %s provider without sending any data",
  async (scheme) => {
    await reachHost(`${scheme}://127.0.0.1:${port()}`);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(callers).toBe(1);
    expect(heard).toBe("");
  },
);

describe("a provider cannot be reached", () => {
  const unreachable = { name: "DeliveryError", message: UNREACHABLE, retryable: true };

  test("if nothing listens on the port", async () => {
    await expect(reachHost("smtp://127.0.0.1:9")).rejects.toMatchObject(unreachable);
  });

  test("if its name does not resolve", async () => {
    await expect(reachHost("https://unknown.invalid")).rejects.toMatchObject(unreachable);
  });
});
