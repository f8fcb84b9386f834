import { ActButton } from "@/app/_ui/act-button";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { makePrimaryAction, removeIdentifierAction, verifyIdentifierAction } from "./actions";

type Kind = "email" | "phone";

/** Somebody's addresses or numbers, and what can be done with each. */
export function IdentifierList({ kind, identifiers }: { kind: Kind; identifiers: OwnIdentifier[] }) {
  if (identifiers.length === 0) return <p className="mt-4">None yet.</p>;
  const of = ({ id, value }: OwnIdentifier) => ({ about: value, fields: { kind, id } });
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
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
              <ActButton {...of(identifier)} label="Make primary" action={makePrimaryAction} />
            )}
            <ActButton {...of(identifier)} label="Remove" action={removeIdentifierAction} />
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
