import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readEndpointUrl } from "./address";
import { post } from "./post";

vi.hoisted(() => {
  process.env.WEBHOOK_ALLOW_PRIVATE = "false";
});

const isRefused = (url: string) => "refusal" in readEndpointUrl(url);

describe("an endpoint's URL", () => {
  test.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0177.0x0.1",
    "①②⑦.⓪.⓪.①",
    "127.0.0.1.",
    "0.0.0.0",
    "0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "2852039166",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[0:0:0:0:0:ffff:10.0.0.1]",
    "[64:ff9b::169.254.169.254]",
    "[2002:7f00:1::]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "localhost",
    "LOCALHOST.",
    "hooks.localhost",
  ])("may not be the host %s", (host) => {
    expect(isRefused(`https://${host}/hooks`)).toBe(true);
  });

  test.each([
    "file:///etc/passwd",
    "gopher://example.com/",
    "ftp://example.com/",
    "javascript:alert(1)",
    "http://example.com/",
    "https://example.com:5432/",
    "https://example.com:22/",
    "https://ada:secret@example.com/",
    "https://",
    "//example.com/",
    "example.com",
    "",
    `https://example.com/${"a".repeat(2_000)}`,
  ])("may not be %s", (url) => {
    expect(isRefused(url)).toBe(true);
  });

  test.each([
    ["https://example.com/hooks?a=1", "https://example.com/hooks?a=1"],
    ["https://EXAMPLE.com:443", "https://example.com/"],
    ["https://8.8.8.8/", "https://8.8.8.8/"],
    ["https://[2606:4700::1111]:8443/", "https://[2606:4700::1111]:8443/"],
    ["https://[::ffff:8.8.8.8]/", "https://[::ffff:808:808]/"],
  ])("may be %s", (typed, url) => {
    expect(readEndpointUrl(typed)).toEqual({ url });
  });

  test("rejects every private address in every spelling", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const network = fc.constantFrom([10], [127], [0], [192, 168], [169, 254], [172, 20], [100, 100]);
    const address = fc
      .tuple(network, byte, byte, byte)
      .map(([start, ...rest]) => [...start, ...rest].slice(0, 4));
    const spellings = fc.constantFrom<(bytes: number[]) => string>(
      (bytes) => bytes.join("."),
      (bytes) => bytes.map((part) => `0x${part.toString(16)}`).join("."),
      (bytes) => bytes.map((part) => `0${part.toString(8)}`).join("."),
      (bytes) => String(bytes.reduce((sum, part) => sum * 256 + part, 0)),
      (bytes) => `[::ffff:${bytes.join(".")}]`,
      (bytes) => `[::${bytes.join(".")}]`,
      (bytes) => `[64:ff9b::${bytes.join(".")}]`,
    );
    fc.assert(
      fc.property(address, spellings, (bytes, spell) => {
        expect(isRefused(`https://${spell(bytes)}/`)).toBe(true);
      }),
    );
  });
});

describe("sending", () => {
  let heard = 0;
  const server = createServer((_request, response) => {
    heard += 1;
    response.end();
  });
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(() => {
    server.close();
  });

  test("rejects a name that resolves to a private address when the connection is made", async () => {
    vi.resetModules();
    vi.doMock("node:dns", async (original) => ({
      ...(await original<typeof import("node:dns")>()),
      lookup: (_name: string, _options: object, done: (error: null, addresses: object[]) => void) =>
        done(null, [{ address: "127.0.0.1", family: 4 }]),
    }));
    const fresh = await import("./post");
    const { error, statusCode } = await fresh.post("https://rebound.example/", "{}", {});
    expect({ error, statusCode }).toEqual({ error: "The host has a private address", statusCode: null });
    vi.doUnmock("node:dns");
  });

  test("rejects an address that was allowed when it was saved but no longer is", async () => {
    const { port } = server.address() as AddressInfo;
    const { error } = await post(`http://127.0.0.1:${port}/`, "{}", {});
    expect(error).toBe("The URL must begin with https://.");
    expect((await post("https://127.0.0.1/", "{}", {})).error).toMatch(/private network/);
    expect(heard).toBe(0);
  });
});
