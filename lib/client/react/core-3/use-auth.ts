"use client";

import type { AuthClient } from "../../auth-client";
import type { Session } from "../../session";
import { useLoadedClient } from "../context";

type Level = "first_factor" | "second_factor" | "multi_factor";

/** How recently the user must have verified a factor. */
export type ReverificationConfig =
  | "strict_mfa"
  | "strict"
  | "moderate"
  | "lax"
  | { level: Level; afterMinutes: number };

/** What a user must have: a role in the current organization, a recent verification, or both. */
export type Authorization = { role?: string; reverification?: ReverificationConfig };

/** The named configurations of Clerk: ten minutes, an hour and a day. */
const CONFIGURATIONS = {
  strict_mfa: { level: "multi_factor", afterMinutes: 10 },
  strict: { level: "second_factor", afterMinutes: 10 },
  moderate: { level: "second_factor", afterMinutes: 60 },
  lax: { level: "second_factor", afterMinutes: 1440 },
} as const satisfies Record<string, { level: Level; afterMinutes: number }>;

type Auth = {
  isLoaded: boolean;
  isSignedIn: boolean;
  userId: string | null;
  sessionId: string | null;
  orgId: string | null;
  /** The role in the current organization: `owner`, `admin` or `member`. */
  orgRole: string | null;
  /** Whether the user has what is required. For what a page shows: the server decides by itself. */
  has: (required: Authorization) => boolean;
  signOut: AuthClient["signOut"];
};

/**
 * Returns who is signed in.
 *
 * @param options.treatPendingAsSignedOut whether a session with a pending task counts as signed out; true by default
 */
export function useAuth({
  treatPendingAsSignedOut = true,
}: {
  treatPendingAsSignedOut?: boolean;
} = {}): Auth {
  const { client, isLoaded } = useLoadedClient();
  const { session, user, signOut } = client;
  const isCounted = session?.status === "active" || !treatPendingAsSignedOut;
  const counted = isLoaded && isCounted ? session : null;
  return {
    isLoaded,
    isSignedIn: counted !== null,
    userId: counted?.publicUserData?.id ?? null,
    sessionId: counted?.id ?? null,
    orgId: counted?.organization?.id ?? null,
    orgRole: counted?.organization?.role ?? null,
    has: (required) => counted !== null && isAuthorized(counted, user?.hasSecondFactor ?? false, required),
    signOut,
  };
}

/** Whether a session meets the requirements. Without any, no session does. */
export function isAuthorized(
  { organization, authenticatedAt }: Pick<Session, "organization" | "authenticatedAt">,
  hasSecondFactor: boolean,
  { role, reverification }: Authorization,
): boolean {
  if (role === undefined && reverification === undefined) return false;
  if (role !== undefined && organization?.role !== role.replace(/^org:/, "")) return false;
  if (reverification === undefined) return true;
  const { level, afterMinutes } =
    typeof reverification === "string" ? CONFIGURATIONS[reverification] : reverification;
  if (level === "multi_factor" && !hasSecondFactor) return false;
  return authenticatedAt !== null && Date.now() - authenticatedAt.getTime() < afterMinutes * 60_000;
}
