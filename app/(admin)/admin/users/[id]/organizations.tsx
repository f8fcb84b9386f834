import { Section } from "@/app/_ui/section";
import type { OwnOrganization } from "@/lib/flows/organizations/read";
import { ROLE_NAMES } from "@/lib/web/organizations";

/** The organizations a user is in. */
export function Organizations({ organizations }: { organizations: OwnOrganization[] }) {
  return (
    <Section id="organizations" heading="Organizations">
      {organizations.length === 0 ? (
        <p className="text-quiet">None.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {organizations.map(({ id, name, role }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
              <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
              <span className="text-quiet">{ROLE_NAMES[role]}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
