import { describe, expect, test } from "vitest";
import { blockOf, networkOf, networksOf } from "./ip-address";

describe("networksOf", () => {
  const names = (address: string | null) => networksOf(address).map(({ network }) => network);

  test("an IPv4 address counts for itself and its /24, in any spelling", () => {
    expect(names("203.0.113.7")).toEqual(["cb007107/32", "cb0071/24"]);
    expect(names("::ffff:203.0.113.7")).toEqual(names("203.0.113.7"));
    expect(names("203.0.113.8")[0]).not.toBe(names("203.0.113.7")[0]);
    expect(names("203.0.113.8")[1]).toBe(names("203.0.113.7")[1]);
  });

  test("an IPv6 address counts for its /64, /56 and /48, in any spelling", () => {
    const address = "2001:db8:1:2::1";
    expect(names(address)).toEqual(names("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff"));
    const shared = (other: string) => names(other).map((name, n) => name === names(address)[n]);
    expect(shared("2001:db8:1:3::1")).toEqual([false, true, true]);
    expect(shared("2001:db8:1:100::1")).toEqual([false, false, true]);
    expect(shared("2001:db8:2:2::1")).toEqual([false, false, false]);
  });

  test("the limit of a network is never smaller than that of a network within it", () => {
    for (const address of ["203.0.113.7", "2001:db8:1:2::1"]) {
      const factors = networksOf(address).map(({ factor }) => factor);
      expect(factors).toEqual(factors.toSorted((a, b) => a - b));
      expect(factors[0]).toBe(1);
    }
  });

  test("limits callers without an address", () => {
    expect(names(null)).toEqual(["unknown"]);
    expect(names("not an address")).toEqual(["unknown"]);
    expect(networkOf(null)).toBe("unknown");
    expect(networkOf("203.0.113.7")).toBe("cb007107/32");
  });
});

describe("blockOf", () => {
  test.each([
    ["203.0.113.7", "203.0.113.250", "203.0.114.7"],
    ["203.0.113.7", "::ffff:203.0.113.8", "::ffff:203.0.114.7"],
    ["2001:db8:1:2::1", "2001:0DB8:0001:ffff::", "2001:db8:2:2::1"],
  ])("%s shares its block with %s but not with %s", (address, inside, outside) => {
    expect(blockOf(inside)).toBe(blockOf(address));
    expect(blockOf(outside)).not.toBe(blockOf(address));
  });

  test("requests without an address share one block", () => {
    expect(blockOf(null)).toBe(blockOf("not an address"));
  });
});
