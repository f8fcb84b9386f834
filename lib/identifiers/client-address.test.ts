import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

const PROXY = "10.0.0.1";

const by = (xForwardedFor: string | null, forwarded: string | null = null) => ({
  peer: PROXY,
  xForwardedFor,
  forwarded,
});

describe("the number of trusted proxies", () => {
  const chain = by("6.6.6.6, 203.0.113.7, 10.0.0.2", "for=6.6.6.6, for=203.0.113.7, for=10.0.0.2");

  test.each([
    [0, PROXY],
    [1, "10.0.0.2"],
    [2, "203.0.113.7"],
    [3, "6.6.6.6"],
    [9, "6.6.6.6"],
  ])("%i: trusts the address that each of them names, and nothing beyond", (trusted, address) => {
    expect(clientAddress(chain, trusted)).toBe(address);
    expect(clientAddress(chain, trusted, "forwarded")).toBe(address);
  });

  test("several headers of one name count as one list", () => {
    const headers = new Headers([
      ["x-forwarded-for", "6.6.6.6"],
      ["x-forwarded-for", "203.0.113.7"],
    ]);
    expect(clientAddress(by(headers.get("x-forwarded-for")), 1)).toBe("203.0.113.7");
  });

  test("uses the headers only behind trusted proxies if the host provides no socket", () => {
    expect(clientAddress({ ...by("203.0.113.7"), peer: null }, 1)).toBe("203.0.113.7");
    expect(clientAddress({ ...by("203.0.113.7"), peer: null }, 0)).toBeNull();
  });
});

describe("a node", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:5678", "203.0.113.7"],
    ['"203.0.113.7:5678"', "203.0.113.7"],
    ["203.0.113.7:_port", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["[::ffff:203.0.113.7]:80", "203.0.113.7"],
    ["2001:db8::1", "2001:db8::1"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ['"[2001:db8::1]:443"', "2001:db8::1"],
    ["2001:db8:0:0:0:0:0:1:443", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%25eth0]:80", "fe80::1"],
  ])("%s is parsed as %s from either header", (node, address) => {
    expect(clientAddress(by(`6.6.6.6, ${node}`), 1)).toBe(address);
    const element = `proto=https;For=${node};by=10.0.0.1`;
    expect(clientAddress(by(null, `for=6.6.6.6, ${element}`), 1)).toBe(address);
  });

  test.each([
    "unknown",
    "_hidden",
    "unix:",
    "",
    "<script>",
    "203.0.113",
    "010.0.0.1",
    "1.2.3.4:port",
    "[::1",
  ])("uses the address of the proxy that wrote %j, which is not an address", (node) => {
    expect(clientAddress(by(`6.6.6.6, ${node}`), 1)).toBe(PROXY);
    expect(clientAddress(by(`6.6.6.6, ${node}, 10.0.0.2:80`), 2)).toBe("10.0.0.2");
    expect(clientAddress(by(null, `for=6.6.6.6, for="${node}"`), 1)).toBe(PROXY);
  });
});

describe("X-Forwarded-For and Forwarded", () => {
  const both = by("203.0.113.7", "for=198.51.100.2");

  test("uses only the configured header", () => {
    expect(clientAddress(both, 1, "forwarded")).toBe("198.51.100.2");
    expect(clientAddress(both, 1, "x-forwarded-for")).toBe("203.0.113.7");
    expect(clientAddress(by("203.0.113.7"), 1, "forwarded")).toBe(PROXY);
    expect(clientAddress(by(null, "for=198.51.100.2"), 1, "x-forwarded-for")).toBe(PROXY);
  });

  test("uses Forwarded if none is configured and X-Forwarded-For is absent", () => {
    expect(clientAddress(both, 1)).toBe("203.0.113.7");
    expect(clientAddress(by(null, "for=198.51.100.2"), 1)).toBe("198.51.100.2");
  });
});

describe("for any headers that a client sends before the proxies append theirs", () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6());
  const sent = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.stringMatching(/^[for="\\[\]:;, _.0-9a-z]{0,60}$/),
    address,
  );
  const separator = (text: string) => (text === "" ? "" : `${text}, `);
  const canonical = (text: string) => clientAddress(by(text), 1);

  test("X-Forwarded-For yields the address that the last trusted proxy names", () => {
    fc.assert(
      fc.property(sent, address, fc.integer({ min: 1, max: 65_535 }), (prefix, client, port) => {
        const node = client.includes(":") ? `[${client}]:${port}` : `${client}:${port}`;
        expect(clientAddress(by(separator(prefix) + node), 1)).toBe(canonical(client));
      }),
      { numRuns: 1000 },
    );
  });

  test("Forwarded yields that address or, if the client broke the header, the proxy's", () => {
    fc.assert(
      fc.property(sent, address, fc.boolean(), (prefix, client, isQuoted) => {
        const node = client.includes(":") ? `"[${client}]:1"` : isQuoted ? `"${client}"` : client;
        const result = clientAddress(by(null, `${separator(prefix)}for=${node}`), 1);
        expect([canonical(client), PROXY]).toContain(result);
      }),
      { numRuns: 3000 },
    );
  });
});
