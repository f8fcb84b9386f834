import type { IncomingMessage } from "node:http";
import { beforeAll, expect, test } from "vitest";
import { inboxRefusal } from "./inbox-access";
import { prepareRequest } from "./incoming-request";

beforeAll(() => {
  process.env.INBOX = "on";
});

/** Returns the rejection of a request that arrives at the server from an address. */
function refusalFor(remoteAddress: string | undefined, host: string, claimed: Record<string, string> = {}) {
  const headers: Record<string, string> = { host, ...claimed };
  prepareRequest({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
  return inboxRefusal(new Headers(headers));
}

test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", undefined])(
  "an inbox without a token accepts a request from %s",
  (peer) => {
    expect(refusalFor(peer, "localhost:3000")).toBeNull();
  },
);

test.each(["192.168.1.20", "10.0.0.7", "203.0.113.9", "::ffff:192.168.1.20", "2001:db8::7", "fe80::1"])(
  "an inbox without a token does not exist for a request from %s",
  (peer) => {
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000"]) {
      expect(refusalFor(peer, host)).toBe(404);
      expect(refusalFor(peer, host, { "x-latchkey-peer": "127.0.0.1", "x-forwarded-for": "127.0.0.1" })).toBe(
        404,
      );
    }
  },
);

test("an inbox without a token does not exist under another host name", () => {
  expect(refusalFor("127.0.0.1", "rebound.example")).toBe(404);
});
