import { describe, expect, test } from "vitest";
import { clientAddress, networkOf } from "./ip-address";

describe("networkOf", () => {
  test("an IPv4 address counts for itself, however it is spelt", () => {
    expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
    expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  });

  test("all IPv6 addresses of one customer count together", () => {
    expect(networkOf("2001:db8:1:2::1")).toBe(networkOf("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff"));
    expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
  });

  test("whoever has no address is limited all the same", () => {
    expect(networkOf(null)).toBe("unknown");
    expect(networkOf("not an address")).toBe("unknown");
  });
});

describe("clientAddress", () => {
  test("without a trusted proxy nothing but the socket is believed", () => {
    expect(clientAddress("198.51.100.1", "203.0.113.7", 0)).toBe("198.51.100.1");
    expect(clientAddress(null, "203.0.113.7", 0)).toBeNull();
  });

  test("each trusted proxy is believed for whom it heard from, and no further", () => {
    const forwarded = "6.6.6.6, 203.0.113.7, 10.0.0.2";
    expect(clientAddress("10.0.0.1", forwarded, 1)).toBe("10.0.0.2");
    expect(clientAddress("10.0.0.1", forwarded, 2)).toBe("203.0.113.7");
  });

  test("junk where the address should be is no address", () => {
    expect(clientAddress("10.0.0.1", "<script>", 1)).toBeNull();
  });
});
