import { describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { linkResultRedirect } from "./result-redirect";

describe("returnTo", () => {
  test("leads to the page that a front end has for it, and tells how the link ended", () => {
    expect(linkResultRedirect("/welcome?theme=dark", "verified", true)).toBe(
      "/welcome?theme=dark&link_status=verified&link_same_client=true",
    );
    expect(linkResultRedirect("https://shop.example/verify", "expired", false)).toBe(
      "https://shop.example/verify?link_status=expired&link_same_client=false",
    );
  });

  test.each(["/verify", "/verify/", "/verify?theme=dark", "/VERIFY/../verify"])(
    "%s is where the link is shown already",
    (returnUrl) => {
      expect(linkResultRedirect(returnUrl, "verified", true)).toBeNull();
      expect(linkResultRedirect(config().appUrl + returnUrl, "verified", true)).toBeNull();
    },
  );

  test("no page is none", () => {
    expect(linkResultRedirect(null, "verified", true)).toBeNull();
  });
});
