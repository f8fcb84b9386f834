import { ActionButton } from "@/app/_ui/action-button";
import type { SentInvitation } from "@/lib/flows/organizations/read";
import { getTranslations } from "@/lib/http/locale";
import { resendInvitationAction, revokeInvitationAction } from "./actions";

type InvitationsProps = { organizationId: string; invitations: SentInvitation[] };

/** Lists the pending invitations of an organization. */
export async function Invitations({ organizationId: organization, invitations }: InvitationsProps) {
  const t = await getTranslations("organizations");
  if (invitations.length === 0) return <p className="mt-4">{t("invitations.none")}</p>;
  // The key is the address: an invitation that is sent again has a new id but keeps its place.
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {invitations.map(({ invitationId: invitation, emailAddress, role, isExpired, mayManage }) => {
        const of = { about: emailAddress, fields: { organization, invitation } };
        return (
          <li key={emailAddress} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
            <span className="py-2 wrap-anywhere">
              <bdi className="font-medium">{emailAddress}</bdi>{" "}
              <span className="text-sm text-quiet">
                {isExpired ? t("invitations.expired", { role: t(`roles.${role}`) }) : t(`roles.${role}`)}
              </span>
            </span>
            {mayManage && (
              <span className="flex flex-wrap gap-2">
                <ActionButton action={resendInvitationAction} label={t("invitations.resend")} {...of} />
                <ActionButton action={revokeInvitationAction} label={t("invitations.revoke")} {...of} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
