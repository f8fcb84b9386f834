import { describe, expect, test, vi } from "vitest";
import { withoutAccessToken } from "./access-token-link";

vi.hoisted(() => {
  process.env.APP_URL = "http://localhost:3000";
  process.env.RESET_URLS =
    "http://localhost:3000/reset-password, http://localhost:3000/welcome?lang=en, https://front.example/docs";
});

/** Returns the redirect target of a path, and the token that is kept. */
function redirect(path: string) {
  const found = withoutAccessToken(new URL(path, "http://localhost:3000"));
  return found && [found.url.href.replace("http://localhost:3000", ""), found.token];
}

describe("removes an access token from a URL", () => {
  test.each([
    ["/reset-password?access_token=t&action=reset-pwd", "/reset-password/link", "t"],
    ["/reset-password?access_token=t", "/reset-password/link", "t"],
    ["/reset-password?lang=de&access_token=t&action=other", "/reset-password/link?lang=de&action=other", "t"],
    ["/reset-password?access_token=t&access_token=u", "/reset-password/link", "t"],
    ["/reset-password?access_token=", "/reset-password/link", ""],
    ["/reset-password?access_token=t).", "/reset-password/link", "t"],
    ["/reset-password?access_token=t&action=reset-pwd%3E,", "/reset-password/link", "t"],
    ["/welcome?lang=en&access_token=t&action=reset-pwd", "/reset-password/link?lang=en", "t"],
  ])("%s continues with a cookie", (address, target, token) => {
    expect(redirect(address)).toEqual([target, token]);
  });

  test.each([
    ["/?access_token=t", "/"],
    ["/docs/api?access_token=t&action=reset-pwd", "/docs/api?action=reset-pwd"],
    ["/docs?access_token=t", "/docs"],
    ["/reset-password/link?a=1&access_token=t&b=2", "/reset-password/link?a=1&b=2"],
    ["/api/health/live?access_token=t", "/api/health/live"],
    ["/no-such-page?access_token=t", "/no-such-page"],
  ])("%s drops the token", (address, target) => {
    expect(redirect(address)).toEqual([target, null]);
  });

  test("returns null for a URL without an access token", () => {
    expect(redirect("/reset-password?token=t")).toBeNull();
    expect(redirect("/verify?token=access_token")).toBeNull();
  });

  test("never redirects to another host", () => {
    const found = withoutAccessToken(new URL("http://localhost:3000//evil.example/?access_token=t"));
    expect(found?.url.host).toBe("localhost:3000");
  });
});
