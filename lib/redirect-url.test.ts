import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRedirectUrl } from "./redirect-url";

const rules = { appUrl: "https://app.example", redirectOrigins: ["https://shop.example"] };

describe("checkRedirectUrl", () => {
  test.each([
    ["/", "/"],
    ["/dashboard?tab=1#top", "/dashboard?tab=1#top"],
    ["https://app.example/dashboard", "/dashboard"],
    ["https://shop.example/cart", "https://shop.example/cart"],
  ])("%s is allowed", (target, expected) => {
    expect(checkRedirectUrl(target, rules)).toBe(expected);
  });

  test.each([
    "",
    "dashboard",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "https://app.example.evil.example",
    "https://app.example@evil.example",
    "https://user:pass@app.example/",
    "http://app.example/",
    "https://shop.example:8443/",
    "javascript:alert(1)",
    "data:text/html,x",
    " /dashboard",
  ])("%j is refused", (target) => {
    expect(checkRedirectUrl(target, rules)).toBeNull();
  });

  test("whatever is allowed stays here or on an allowed origin, as a browser reads it", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "//",
      "evil.example",
      "@",
      ":",
      "https",
      "%2f",
      "\t",
      "?",
      "#",
      "a",
    );
    const target = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.array(pieces).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(target, (text) => {
        const allowed = checkRedirectUrl(text, rules);
        if (allowed === null) return;
        expect(["https://app.example", "https://shop.example"]).toContain(
          new URL(allowed, rules.appUrl).origin,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
