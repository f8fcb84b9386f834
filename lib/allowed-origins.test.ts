import { describe, expect, test } from "vitest";
import { isAllowedOrigin, isAppOrigin, originOf, parseOrigin } from "./allowed-origins";

const EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

describe("parseOrigin", () => {
  test.each([
    ["https://shop.example", "https://shop.example"],
    ["https://shop.example/", "https://shop.example"],
    ["http://localhost:5173", "http://localhost:5173"],
    [EXTENSION, EXTENSION],
    [
      "moz-extension://6d4a6f3e-0f5c-4a55-9b0d-0a8f3c1f5f11",
      "moz-extension://6d4a6f3e-0f5c-4a55-9b0d-0a8f3c1f5f11",
    ],
    ["com.example.app://", "com.example.app://"],
    ["com.example.app://callback", "com.example.app://callback"],
    ["myapp://", "myapp://"],
    ["capacitor://localhost", "capacitor://localhost"],
  ])("accepts %s", (text, expected) => {
    expect(parseOrigin(text)).toBe(expected);
  });

  test.each([
    "",
    "*",
    "null",
    "shop.example",
    "https://",
    "https://*.shop.example",
    "https://shop.example/cart",
    "https://shop.example?x",
    "https://user@shop.example",
    "HTTPS://SHOP.EXAMPLE",
    "chrome-extension://",
    "chrome-extension://short",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnoq",
    `${EXTENSION}/`,
    `${EXTENSION}/page.html`,
    "moz-extension://",
    "com.example.app",
    "com.example.app:",
    "com.example.app:/",
    "com.example.app:///",
    "com.example.app://callback/path",
    "com.example.app://call back",
    "com.example.app://user@callback",
    "com.example.app://*",
    "://callback",
    "1app://",
    "javascript://",
    "data://",
    "file://",
    "blob://",
    "intent://callback",
    "JavaScript://",
  ])("rejects %j", (text) => {
    expect(parseOrigin(text)).toBeNull();
  });
});

test("a scheme without a host allows all of its hosts, but no other scheme", () => {
  const allowed = ["com.example.app://", EXTENSION, "https://shop.example"];
  const isAllowed = (url: string) => isAllowedOrigin(originOf(new URL(url)), allowed);
  for (const url of ["com.example.app://callback?x=1", `${EXTENSION}/page.html`, "https://shop.example/cart"])
    expect([url, isAllowed(url)]).toEqual([url, true]);
  for (const url of [
    "com.example.app.evil://callback",
    "com.example.ap://callback",
    "chrome-extension://bbcdefghijklmnopabcdefghijklmnop/page.html",
    "https://shop.example.evil.example/",
    "http://shop.example/",
    "javascript://shop.example/%0aalert(1)",
  ])
    expect([url, isAllowed(url)]).toEqual([url, false]);
});

test.each([
  [EXTENSION, true],
  ["capacitor://localhost", true],
  ["https://shop.example", false],
  ["null", false],
])("isAppOrigin(%s) is %s", (origin, expected) => {
  expect(isAppOrigin(origin)).toBe(expected);
});
