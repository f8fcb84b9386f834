import { database } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { listActiveSessions } from "@/lib/sessions/sessions";
import type { SecondFactors } from "../second-factor/factors";
import { getTwoFactorStatus } from "../second-factor/read";
import { readUser, type UserRecord } from "../users/read";

/** A session of a user, as an admin sees it. */
export type UserSession = {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  lastActiveAt: Date;
};

/** The data of a user that an admin may see. */
export type UserDetails = {
  user: UserRecord;
  factors: SecondFactors & { trustedDevices: number };
  sessions: UserSession[];
};

/**
 * Returns a user with their factors and valid sessions.
 *
 * @param userId a UUID
 * @returns the user; or `resource_not_found`
 */
export async function readUserDetails(userId: string): Promise<Result<UserDetails>> {
  const found = await readUser(userId);
  if (!found.ok) return found;
  return {
    ok: true,
    user: found.user,
    factors: await getTwoFactorStatus(userId),
    sessions: await listActiveSessions(await database(), userId),
  };
}
