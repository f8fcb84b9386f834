import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRedirectUrl, checkResetUrl } from "./redirect-url";

const EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const rules = {
  appUrl: "https://app.example",
  redirectOrigins: ["https://shop.example", EXTENSION, "com.example.app://", "shop.app://callback"],
};

describe("checkRedirectUrl", () => {
  test.each([
    ["/", "/"],
    ["/dashboard?tab=1#top", "/dashboard?tab=1#top"],
    ["https://app.example/dashboard", "/dashboard"],
    ["https://shop.example/cart", "https://shop.example/cart"],
    [`${EXTENSION}/page.html?x=1`, `${EXTENSION}/page.html?x=1`],
    ["com.example.app://callback?x=1", "com.example.app://callback?x=1"],
    ["com.example.app://", "com.example.app://"],
    ["shop.app://callback/signed-in", "shop.app://callback/signed-in"],
  ])("allows %s", (target, expected) => {
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
    "chrome-extension://bbcdefghijklmnopabcdefghijklmnop/page.html",
    "com.example.app:callback",
    "com.example.app:/callback",
    "com.example.app.evil://callback",
    "com.example.app://user@callback",
    "shop.app://other",
    "shop.app://callback.evil",
    "javascript:alert(1)",
    "javascript://shop.example/%0aalert(1)",
    "data:text/html,x",
    " /dashboard",
  ])("rejects %j", (target) => {
    expect(checkRedirectUrl(target, rules)).toBeNull();
  });

  test("allows only URLs that a browser resolves to this app or an allowed origin", () => {
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
      "com.example.app",
      "javascript",
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
        const { origin, protocol } = new URL(allowed, rules.appUrl);
        if (origin !== "null") expect(["https://app.example", "https://shop.example"]).toContain(origin);
        else expect(["chrome-extension:", "com.example.app:", "shop.app:"]).toContain(protocol);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("checkResetUrl", () => {
  const appUrl = "https://app.example";
  const own = "https://app.example/reset-password";
  const resetUrls = [own, "https://shop.example/new-password?lang=en"];
  const check = (target: string) => checkResetUrl(target, { appUrl, resetUrls });

  test.each([
    ["/reset-password", own],
    ["https://app.example/reset-password", own],
    ["https://APP.example:443/x/../reset-password", own],
    ["https://shop.example/new-password?lang=en", "https://shop.example/new-password?lang=en"],
  ])("allows %s", (target, expected) => {
    expect(check(target)).toBe(expected);
  });

  test.each([
    "/",
    "/docs/api",
    "/reset-password/",
    "/reset-password/link",
    "/reset-passwords",
    "/RESET-PASSWORD",
    "/reset-password?next=https://evil.example",
    "/reset-password?",
    "/reset-password#",
    "/reset-password;x",
    "/reset-password%20",
    "/reset%2dpassword",
    "//app.example/reset-password",
    "/\\app.example/reset-password",
    "reset-password",
    "http://app.example/reset-password",
    "https://app.example:8443/reset-password",
    "https://app.example.evil.example/reset-password",
    "https://app.example@evil.example/reset-password",
    "https://user:pass@app.example/reset-password",
    "https://shop.example/new-password",
    "https://shop.example/new-password?lang=de",
    "https://shop.example/new-password?lang=en&next=/",
    "https://shop.example/reset-password",
    "javascript:alert(1)",
  ])("rejects %j", (target) => {
    expect(check(target)).toBeNull();
  });
});
