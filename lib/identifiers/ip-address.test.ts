import { describe, expect, test } from "vitest";
import { blockOf, networkOf } from "./ip-address";

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

describe("blockOf", () => {
  test.each([
    ["203.0.113.7", "203.0.113.250", "203.0.114.7"],
    ["203.0.113.7", "::ffff:203.0.113.8", "::ffff:203.0.114.7"],
    ["2001:db8:1:2::1", "2001:0DB8:0001:ffff::", "2001:db8:2:2::1"],
  ])("%s shares its block with %s and not with %s", (address, inside, outside) => {
    expect(blockOf(inside)).toBe(blockOf(address));
    expect(blockOf(outside)).not.toBe(blockOf(address));
  });

  test("requests without an address share one", () => {
    expect(blockOf(null)).toBe(blockOf("not an address"));
  });
});
