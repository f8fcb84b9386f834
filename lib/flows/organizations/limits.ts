import type { RequestFacts } from "@/lib/audit";
import type { RateLimit } from "@/lib/db/rate-limit";
import { limits } from "../limits";

const DAY_SECONDS = 24 * 3600;

/**
 * The limits on inviting somebody. They have counts of their own: invitations must not use up what somebody's codes need.
 */
export function invitationLimits(
  facts: RequestFacts,
  of: { organizationId: string; invitedById: string; recipient: string },
): RateLimit[] {
  const aDay = (name: string, subject: string, limit: number): RateLimit => ({
    name: `invitation:${name}:day`,
    subject,
    limit,
    windowSeconds: DAY_SECONDS,
  });
  return [
    aDay("recipient", of.recipient, 10),
    aDay("inviter", of.invitedById, 50),
    aDay("organization", of.organizationId, 200),
    limits.messagesFrom(facts),
    limits.messagesInAll(),
  ];
}
