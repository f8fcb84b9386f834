import type { TaskKey } from "@/lib/session-tasks";

/** A page of an optional feature that needs no session. Safe to import in the browser. */
type FeaturePage = {
  path: string;
  /** The session task that the page can complete. */
  completesTask?: TaskKey;
  /** The name of the cookie that keeps the token of a link to the page. */
  tokenCookie?: string;
};

/**
 * How long that cookie is kept: one day, because the user may have to sign up before responding to an invitation.
 */
export const TOKEN_COOKIE_MAX_AGE_SECONDS = 24 * 3600;

/** The pages of optional features that need no session. */
export const FEATURE_PAGES: FeaturePage[] = [
  { path: "/organizations/invitation", completesTask: "choose-organization", tokenCookie: "invitation" },
];
