import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { CurrentSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";

/**
 * Makes an organization the active one of a session.
 *
 * @param organizationId a UUID
 * @returns false if the user is not a member of it, or the session is revoked
 */
export async function setActiveOrganization(
  tx: Db,
  { id: sessionId, user }: CurrentSession,
  organizationId: string,
  caller: Caller,
): Promise<boolean> {
  const entered = await tx.$executeRaw`
    UPDATE "Session" s SET "organizationId" = m."organizationId"
    FROM "Membership" m
    WHERE s.id = ${sessionId}::uuid AND s."revokedAt" IS NULL
      AND m."organizationId" = ${organizationId}::uuid AND m."userId" = s."userId"`;
  if (entered === 0) return false;
  await recordEvent(tx, caller.metadata, {
    type: "organization.switched",
    outcome: "success",
    userId: user.id,
    sessionId,
    details: { organizationId },
  });
  return true;
}
