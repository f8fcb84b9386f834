import type { RequestMetadata } from "@/lib/audit";
import type { NamedLimit } from "../limits/names";
import { DAY, HOUR, perNetwork } from "../limits/requests";

type Invited = { organizationId: string; invitedById: string; recipient: string };

/** The limits of what a member may invite. Nothing in them is shared with other organizations. */
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

/** The limits of the invitations that are sent, of which no inviter is told: a stranger's must not use up theirs. */
export function invitationDeliveryLimits(metadata: RequestMetadata, recipient: string): NamedLimit[] {
  return [
    ...perNetwork(metadata, { name: "invitation:network", limit: 300, windowSeconds: HOUR }),
    { name: "invitation:recipient", subject: recipient, limit: 20, windowSeconds: DAY },
  ];
}
