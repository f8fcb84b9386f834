import { ActButton } from "@/app/_ui/act-button";
import type { MemberView } from "@/lib/flows/organizations/read";
import { ROLE_NAMES, roleOptions } from "@/lib/web/organizations";
import { removeMemberAction } from "./actions";
import { Role } from "./role";

type MembersProps = { organizationId: string; members: MemberView[] };

/** Who is in an organization, and what can be done with each. */
export function Members({ organizationId: organization, members }: MembersProps) {
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {members.map(({ memberId: member, name, emailAddress, role, isSelf, roles, mayRemove }) => {
        const who = emailAddress ?? name ?? "somebody";
        return (
          <li key={member} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
            <span className="py-2 wrap-anywhere">
              <bdi className="font-medium">{name ?? who}</bdi>{" "}
              {name !== null && emailAddress !== null && <bdi className="text-quiet">{emailAddress} </bdi>}
              <span className="text-sm text-quiet">
                {ROLE_NAMES[role]}
                {isSelf && ", you"}
              </span>
            </span>
            <span className="flex flex-wrap gap-2">
              {roles.length > 1 && (
                <Role fields={{ organization, member }} who={who} role={role} roles={roleOptions(roles)} />
              )}
              {mayRemove && (
                <ActButton
                  action={removeMemberAction}
                  label="Remove"
                  about={who}
                  fields={{ organization, member }}
                />
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
