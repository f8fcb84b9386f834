import { Confirmation } from "@/app/_ui/confirmation";
import { ActionNotice, ConfirmationButton } from "@/app/_ui/confirmation-form";
import type { MemberView } from "@/lib/flows/organizations/read";
import { getTranslations } from "@/lib/http/locale";
import { roleOptions } from "@/lib/http/organizations/pages";
import { removeMemberAction } from "./actions";
import { Role } from "./role";

type MembersProps = {
  organizationId: string;
  members: MemberView[];
  /** The member of the last submission, as in the page's URL. */
  of: string | undefined;
};

const permalink = (organizationId: string, memberId: string) =>
  `/organizations/${organizationId}?of=${encodeURIComponent(memberId)}`;

/** Lists the members of an organization, with the actions for each. */
export async function Members({ organizationId, members, of }: MembersProps) {
  const t = await getTranslations("organizations.members");
  const isGone = of !== undefined && members.every(({ memberId }) => memberId !== of);
  return (
    <>
      {isGone && <ActionNotice action={removeMemberAction} at={permalink(organizationId, of)} />}
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {members.map((member) => (
          <Member key={member.memberId} organizationId={organizationId} {...member} />
        ))}
      </ul>
      {members.map(
        ({ memberId, name, emailAddress, canRemove }) =>
          canRemove && (
            <Confirmation
              key={memberId}
              id={`remove-${memberId}`}
              heading={t("removal.heading", { who: emailAddress ?? name ?? t("unnamed") })}
              consequence={t("removal.consequence")}
              submit={t("removal.submit")}
            />
          ),
      )}
    </>
  );
}

type MemberProps = MemberView & { organizationId: string };

async function Member({ organizationId: organization, memberId: member, ...view }: MemberProps) {
  const t = await getTranslations("organizations");
  const { name, emailAddress, role, isSelf, roles, canRemove, isLastOwner } = view;
  const who = emailAddress ?? name ?? t("members.unnamed");
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <span className="py-2 wrap-anywhere">
        <bdi className="font-medium">{name ?? who}</bdi>{" "}
        {name !== null && emailAddress !== null && <bdi className="text-quiet">{emailAddress} </bdi>}
        <span className="text-sm text-quiet">
          {isSelf ? t("members.you", { role: t(`roles.${role}`) }) : t(`roles.${role}`)}
        </span>
      </span>
      <span className="flex flex-wrap gap-2">
        {roles.length > 1 && (
          <Role
            fields={{ organization, member }}
            texts={{
              label: t("members.changeRole.label", { who }),
              submit: t("members.changeRole.submit"),
              about: t("members.changeRole.about", { who }),
            }}
            role={role}
            roles={await roleOptions(roles)}
            {...(isLastOwner && { disabledBecause: t("members.lastOwner") })}
          />
        )}
        {canRemove && (
          <ConfirmationButton
            opens={`remove-${member}`}
            label={t("members.remove")}
            about={who}
            action={removeMemberAction}
            fields={{ organization, member }}
            at={permalink(organization, member)}
          />
        )}
      </span>
    </li>
  );
}
