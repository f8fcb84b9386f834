import { ActButton } from "@/app/_ui/act-button";
import type { SentInvitation } from "@/lib/flows/organizations/read";
import { ROLE_NAMES } from "@/lib/web/organizations";
import { resendInvitationAction, revokeInvitationAction } from "./actions";

type InvitationsProps = { organizationId: string; invitations: SentInvitation[] };

/** Who has been asked to join and has not answered yet. */
export function Invitations({ organizationId: organization, invitations }: InvitationsProps) {
  if (invitations.length === 0) return <p className="mt-4">None is open.</p>;
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {invitations.map(({ invitationId: invitation, emailAddress, role, isExpired, mayManage }) => {
        const of = { about: emailAddress, fields: { organization, invitation } };
        return (
          <li key={invitation} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
            <span className="py-2 wrap-anywhere">
              <bdi className="font-medium">{emailAddress}</bdi>{" "}
              <span className="text-sm text-quiet">
                {ROLE_NAMES[role]}
                {isExpired && ", expired"}
              </span>
            </span>
            {mayManage && (
              <span className="flex flex-wrap gap-2">
                <ActButton action={resendInvitationAction} label="Resend" {...of} />
                <ActButton action={revokeInvitationAction} label="Revoke" {...of} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
