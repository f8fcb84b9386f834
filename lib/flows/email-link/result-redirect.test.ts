import { describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { linkResultRedirect } from "./result";

describe("linkResultRedirect", () => {
  test("returns the page of the front end with the result of the link", () => {
    expect(linkResultRedirect("/welcome?theme=dark", "verified", true)).toBe(
      "/welcome?theme=dark&link_status=verified&link_same_client=true",
    );
    expect(linkResultRedirect("https://shop.example/verify", "expired", false)).toBe(
      "https://shop.example/verify?link_status=expired&link_same_client=false",
    );
  });

  test.each(["/verify", "/verify/", "/verify?theme=dark", "/VERIFY/../verify"])(
    "returns null for %s, which is the link page itself",
    (returnUrl) => {
      expect(linkResultRedirect(returnUrl, "verified", true)).toBeNull();
      expect(linkResultRedirect(config().appUrl + returnUrl, "verified", true)).toBeNull();
    },
  );

  test("returns null without a page", () => {
    expect(linkResultRedirect(null, "verified", true)).toBeNull();
  });
});
