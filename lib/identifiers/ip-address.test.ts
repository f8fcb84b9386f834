import { describe, expect, test } from "vitest";
import { networkOf } from "./ip-address";

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
