import { expect, test } from "vitest";
import type { CurrentSession } from "@/lib/sessions/find";
import { redirectFor } from "../access";
import { FEATURE_PAGES } from "../feature-pages";
import { INVITATION_COOKIE } from "./pages";

const unplaced: CurrentSession = {
  id: "1",
  status: "pending",
  tasks: ["choose-organization", "setup-mfa"],
  expiresAt: new Date(0),
  createdAt: new Date(0),
  isRecentlyAuthenticated: true,
  authenticatedAt: new Date(0),
  hasSecondFactor: false,
  organization: null,
  user: {
    id: "1",
    name: null,
    username: null,
    emailAddress: "ada@example.com",
    phoneNumber: null,
    isAdmin: false,
    passwordCompromised: false,
  },
};
const compromised: CurrentSession = { ...unplaced, tasks: ["reset-password", "choose-organization"] };

const PATHS = [
  "/",
  "/sign-in",
  "/verify",
  "/dashboard",
  "/organizations",
  "/session-tasks/setup-mfa",
  "/admin",
];

test("redirects a session without an organization to the choice of one, except from the page of an invitation", () => {
  for (const path of ["/session-tasks/choose-organization", "/organizations/invitation"])
    expect(redirectFor(path, "", unplaced)).toBeNull();
  for (const path of PATHS)
    expect(redirectFor(path, "", unplaced)).toMatch(/^\/session-tasks\/choose-organization(\?|$)/);
});

test("redirects a session with another task from the page of an invitation", () => {
  expect(redirectFor("/organizations/invitation", "", compromised)).toMatch(
    /^\/session-tasks\/reset-password/,
  );
});

test("keeps the token of an invitation in the cookie that its page reads", () => {
  const page = FEATURE_PAGES.find(({ path }) => path === "/organizations/invitation");
  expect(page?.tokenCookie).toBe(INVITATION_COOKIE);
});

test("shows the page of an invitation without a session, and no other page of organizations", () => {
  expect(redirectFor("/organizations/invitation", "", null)).toBeNull();
  expect(redirectFor("/organizations", "", null)).toMatch(/^\/sign-in/);
});
