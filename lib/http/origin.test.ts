import { describe, expect, test } from "vitest";
import { isSameOrigin } from "./origin";

const from = (headers: Record<string, string>, appUrl = "https://app.example") =>
  isSameOrigin(new Headers(headers), appUrl);

describe("isSameOrigin", () => {
  test("accepts the app's own pages and clients that are not browsers", () => {
    expect(from({ origin: "https://app.example", "sec-fetch-site": "same-origin" })).toBe(true);
    expect(from({ origin: "https://app.example" })).toBe(true);
    expect(from({ "sec-fetch-site": "none" })).toBe(true);
    expect(from({})).toBe(true);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://app.example" },
    { origin: "https://app.example.evil.example" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://app.example", "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" },
  ])("rejects %j", (headers: Record<string, string>) => {
    expect(from(headers)).toBe(false);
  });

  test("accepts every loopback name on a loopback host, but no other port", () => {
    expect(from({ origin: "http://127.0.0.1:3000" }, "http://localhost:3000")).toBe(true);
    expect(from({ origin: "http://localhost:3001" }, "http://localhost:3000")).toBe(false);
  });
});
