import type { RequestMetadata } from "@/lib/audit";
import type { NamedLimit } from "../limits/names";
import { DAY, HOUR, perNetwork } from "../limits/requests";
import { unverifiedEmails } from "../limits/unverified-emails";

type Invited = { organizationId: string; invitedById: string; recipient: string };

/**
 * Returns the rate limits of sending invitations. Invitations that other users send for other organizations do not
 * count.
 */
export function invitationLimits({ organizationId, invitedById, recipient }: Invited): NamedLimit[] {
  type Name = "recipient" | "inviter" | "organization";
  const aDay = (name: Name, subject: string, limit: number): NamedLimit => ({
    name: `invitation:${name}:day`,
    subject,
    limit,
    windowSeconds: DAY,
  });
  return [
    aDay("recipient", `${organizationId} ${recipient}`, 10),
    aDay("inviter", invitedById, 50),
    aDay("organization", organizationId, 200),
  ];
}

/**
 * Returns the rate limits of delivering invitations, which all organizations share. An exhausted limit suppresses the
 * message without an error, because invitations of other users must not block the inviter.
 */
export function invitationDeliveryLimits(metadata: RequestMetadata, recipient: string): NamedLimit[] {
  return [
    ...perNetwork(metadata, { name: "invitation:network", limit: 200, windowSeconds: HOUR }),
    { name: "invitation:recipient", subject: recipient, limit: 20, windowSeconds: DAY },
    unverifiedEmails(),
  ];
}
