import type { TaskKey } from "@/lib/session-tasks";
import { INVITATION_PAGE } from "./organizations/invitation-page";

/** A page of an optional feature that needs no session. Safe to import in the browser. */
type FeaturePage = {
  path: string;
  /** The session task that the page can complete. */
  completesTask?: TaskKey;
  /** The cookie that keeps the token of a link to the page. */
  tokenCookie?: { name: string; maxAgeSeconds: number };
};

/** The pages of optional features that need no session. */
export const FEATURE_PAGES: FeaturePage[] = [INVITATION_PAGE];
