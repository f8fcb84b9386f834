import { ActionButton } from "@/app/_ui/action-button";
import type { OpenInvitation } from "@/lib/flows/organizations/invitation";
import { getTranslations } from "@/lib/http/locale";
import { acceptInvitationAction, declineInvitationAction } from "./invitation/actions";

type OpenInvitationsProps = {
  invitations: OpenInvitation[];
  /** The page to redirect to after accepting; defaults to the organization. */
  redirectUrl?: string;
};

/** Lists the invitations that the user can accept or decline. */
export async function OpenInvitations({ invitations, redirectUrl }: OpenInvitationsProps) {
  const t = await getTranslations("organizations");
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {invitations.map(({ invitationId: invitation, organizationName, role }) => (
        <li key={invitation} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <span className="wrap-anywhere">
            <bdi className="font-medium">{organizationName}</bdi>{" "}
            <span className="text-sm text-quiet">{t(`roles.${role}`)}</span>
          </span>
          <span className="flex flex-wrap gap-2">
            <ActionButton
              action={acceptInvitationAction}
              label={t("answer.accept")}
              about={organizationName}
              fields={{ invitation, ...(redirectUrl && { redirect_url: redirectUrl }) }}
            />
            <ActionButton
              action={declineInvitationAction}
              label={t("answer.decline")}
              about={organizationName}
              fields={{ invitation }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
