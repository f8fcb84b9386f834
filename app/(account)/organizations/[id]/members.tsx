import { ActionButton } from "@/app/_ui/action-button";
import type { MemberView } from "@/lib/flows/organizations/read";
import { getTranslations } from "@/lib/http/locale";
import { roleOptions } from "@/lib/http/organizations/pages";
import { removeMemberAction } from "./actions";
import { Role } from "./role";

type MembersProps = { organizationId: string; members: MemberView[] };

/** Lists the members of an organization, with the actions for each. */
export function Members({ organizationId, members }: MembersProps) {
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {members.map((member) => (
        <Member key={member.memberId} organizationId={organizationId} {...member} />
      ))}
    </ul>
  );
}

type MemberProps = MemberView & { organizationId: string };

async function Member({ organizationId: organization, memberId: member, ...view }: MemberProps) {
  const t = await getTranslations("organizations");
  const { name, emailAddress, role, isSelf, roles, canRemove } = view;
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
          />
        )}
        {canRemove && (
          <ActionButton
            action={removeMemberAction}
            label={t("members.remove")}
            about={who}
            fields={{ organization, member }}
          />
        )}
      </span>
    </li>
  );
}
