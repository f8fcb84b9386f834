import { describe, expect, test } from "vitest";
import { isSameOrigin } from "./origin";

const from = (headers: Record<string, string>, appUrl = "https://app.example") =>
  isSameOrigin(new Headers(headers), appUrl);

describe("isSameOrigin", () => {
  test("our own pages, and clients that are no browsers, may go on", () => {
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
  ])("%j is refused", (headers: Record<string, string>) => {
    expect(from(headers)).toBe(false);
  });

  test("on one's own machine all its names are one, but no other port is", () => {
    expect(from({ origin: "http://127.0.0.1:3000" }, "http://localhost:3000")).toBe(true);
    expect(from({ origin: "http://localhost:3001" }, "http://localhost:3000")).toBe(false);
  });
});
