import { Section } from "@/app/_ui/section";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import type { UserRecord } from "@/lib/flows/users/read";
import { Badge } from "../../badge";

/** A user's addresses and numbers. */
export function Identifiers({ user: { emailAddresses, phoneNumbers } }: { user: UserRecord }) {
  return (
    <Section id="identifiers" heading="Addresses and numbers">
      <List identifiers={[...emailAddresses, ...phoneNumbers]} />
    </Section>
  );
}

function List({ identifiers }: { identifiers: OwnIdentifier[] }) {
  if (identifiers.length === 0) return <p className="text-quiet">None.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {identifiers.map(({ id, value, isPrimary, isVerified }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <bdi className="min-w-0 wrap-anywhere">{value}</bdi>
          <span className="flex gap-2">
            {isPrimary && <Badge>Primary</Badge>}
            {!isVerified && <Badge tone="wrong">Unverified</Badge>}
          </span>
        </li>
      ))}
    </ul>
  );
}
