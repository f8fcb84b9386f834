import { ActButton } from "@/app/_ui/act-button";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { makePrimaryAction, removeIdentifierAction, verifyIdentifierAction } from "./actions";

type Kind = "email" | "phone";

/** The section of the page that each kind stands in. */
const SECTION: Record<Kind, string> = { email: "email-addresses", phone: "phone-numbers" };

/** Somebody's addresses or numbers, and what can be done with each. */
export function IdentifierList({ kind, identifiers }: { kind: Kind; identifiers: OwnIdentifier[] }) {
  if (identifiers.length === 0) return <p>None yet.</p>;
  const of = ({ id, value }: OwnIdentifier) => ({ about: value, fields: { kind, id } });
  const at = ({ id }: OwnIdentifier) => `/account?of=${id}#${SECTION[kind]}`;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {identifiers.map((identifier) => (
        <li key={identifier.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <span>
            <bdi className="font-medium break-all">{identifier.value}</bdi>{" "}
            <span className="text-sm text-quiet">{stateOf(identifier)}</span>
          </span>
          <span className="flex flex-wrap gap-2">
            {!identifier.isVerified && (
              <ActButton {...of(identifier)} label="Verify" action={verifyIdentifierAction} />
            )}
            {identifier.isVerified && !identifier.isPrimary && (
              <ActButton
                {...of(identifier)}
                label="Make primary"
                action={makePrimaryAction}
                at={at(identifier)}
              />
            )}
            <ActButton
              {...of(identifier)}
              label="Remove"
              action={removeIdentifierAction}
              at={at(identifier)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function stateOf({ isVerified, isPrimary }: OwnIdentifier): string {
  if (!isVerified) return "Unverified";
  return isPrimary ? "Primary" : "Verified";
}
