import { describe, expect, test } from "vitest";
import type { CurrentSession } from "@/lib/sessions/find";
import { isNotFoundFor, redirectFor, standardPathTarget } from "./access";

const user = {
  id: "1",
  name: null,
  username: null,
  emailAddress: "ada@example.com",
  phoneNumber: null,
  isAdmin: false,
  passwordCompromised: false,
};
const active: CurrentSession = {
  id: "1",
  status: "active",
  tasks: [],
  expiresAt: new Date(0),
  createdAt: new Date(0),
  isRecentlyAuthenticated: true,
  authenticatedAt: new Date(0),
  hasSecondFactor: false,
  organization: null,
  user,
};
const pending: CurrentSession = { ...active, status: "pending", tasks: ["reset-password"] };

const unprotected: CurrentSession = { ...active, status: "pending", tasks: ["setup-mfa"] };

const STATES = { anonymous: null, active, pending, unprotected };
const PATHS = [
  ...["/sign-in/factor-one", "/sign-in/factor-one/continue", "/sign-up", "/sign-up/verify", "/verify"],
  "/sign-up/invitation",
  ...["/account/confirm", "/session-tasks/reset-password", "/session-tasks/setup-mfa"],
  "/",
  "/sign-in",
  "/forgot-password",
  "/reset-password",
  "/reset-password/link",
  "/dashboard",
  "/account",
  "/inbox",
  "/docs/api",
  "/admin",
  "/admin/users",
];

describe("redirectFor", () => {
  test("redirects an unauthenticated request to the sign-in page, with the page to return to", () => {
    expect(redirectFor("/dashboard", "?tab=1", null)).toBe("/sign-in?redirect_url=%2Fdashboard%3Ftab%3D1");
  });

  test("requires a session for every page that is not listed as public", () => {
    for (const path of ["/dashboard", "/account/two-step/setup", "/%64ashboard"])
      expect(redirectFor(path, "", null), path).toMatch(/^\/sign-in/);
    for (const path of ["/", "/sign-up", "/forgot-password"])
      expect(redirectFor(path, "", null), path).toBeNull();
  });

  test("@organizations redirects from the page of an organization, whether or not it exists", () => {
    expect(redirectFor("/organizations/7", "", null)).toBe("/sign-in?redirect_url=%2Forganizations%2F7");
  });

  test.each([
    "/nowhere",
    "/Dashboard",
    "/account/unknown",
    "/admin/unknown",
    "/organizations/7/unknown",
    "/sign-in/unknown",
    "/session-tasks/unknown",
    "/wp-login.php",
    "/%",
  ])("never redirects %s, which no page has, in any session state", (path) => {
    for (const session of Object.values(STATES)) expect(redirectFor(path, "?a=1", session)).toBeNull();
  });

  test.each([
    ["/login", "/sign-in"],
    ["/signin", "/sign-in"],
    ["/signup", "/sign-up"],
    ["/register", "/sign-up"],
    ["/logout", "/"],
    ["/settings", "/account"],
    ["/profile", "/account"],
  ])("redirects the standard path %s to %s with its query, in any session state", (path, page) => {
    const query = "?redirect_url=%2Fdashboard";
    for (const session of Object.values(STATES)) expect(redirectFor(path, query, session)).toBe(page + query);
    expect(standardPathTarget(`${path}/more`, "")).toBeNull();
    expect(standardPathTarget(path.toUpperCase(), "")).toBeNull();
  });

  test("redirects a pending session to its task from every other page", () => {
    for (const path of PATHS.filter((other) => other !== "/session-tasks/reset-password"))
      expect(redirectFor(path, "", pending)).toMatch(/^\/session-tasks\/reset-password(\?|$)/);
    expect(redirectFor("/dashboard", "?a=1", pending)).toBe(
      "/session-tasks/reset-password?redirect_url=%2Fdashboard%3Fa%3D1",
    );
    expect(redirectFor("/session-tasks/reset-password", "", pending)).toBeNull();
  });

  test("redirects a signed-in user from the sign-in page to the requested page, if it is allowed", () => {
    for (const path of ["/sign-in", "/sign-up"]) {
      expect(redirectFor(path, "", active)).toBe("/");
      expect(redirectFor(path, "?redirect_url=%2Faccount%3Fa%3D1", active)).toBe("/account?a=1");
      expect(redirectFor(path, "?callbackUrl=%2Faccount", active)).toBe("/account");
      expect(redirectFor(path, "?redirect_url=https%3A%2F%2Fevil.example%2F", active)).toBe("/");
      expect(redirectFor(path, "?redirect_url=%2Faccount", null)).toBeNull();
    }
  });

  test("never creates a redirect loop, for any session state and path", () => {
    for (const session of Object.values(STATES)) {
      for (const path of PATHS) {
        const target = redirectFor(path, "", session);
        if (target === null) continue;
        const { pathname, search } = new URL(target, "http://localhost");
        expect(redirectFor(pathname, search, session)).toBeNull();
      }
    }
  });
});

test("hides the admin area from signed-in users who are not admins", () => {
  const admin: CurrentSession = { ...active, user: { ...user, isAdmin: true } };
  for (const path of ["/admin", "/admin/users", "/admin/audit/export"]) {
    expect(isNotFoundFor(path, active), path).toBe(true);
    for (const session of [admin, pending, null]) expect(isNotFoundFor(path, session), path).toBe(false);
  }
  for (const path of ["/", "/account", "/administrators"])
    expect(isNotFoundFor(path, active), path).toBe(false);
});
