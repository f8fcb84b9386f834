"use client";

import { ActButton } from "@/app/_ui/act-button";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import type { FormState } from "@/lib/web/form-state";
import { makePrimaryAction, removeIdentifierAction, verifyIdentifierAction } from "./actions";

type Kind = "email" | "phone";

type ActProps = {
  kind: Kind;
  identifier: OwnIdentifier;
  label: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
};

/** One thing that can be done with an address or number. */
function Act({ kind, identifier, label, action }: ActProps) {
  return (
    <ActButton action={action} label={label} about={identifier.value} fields={{ kind, id: identifier.id }} />
  );
}

/** Somebody's addresses or numbers, and what can be done with each. */
export function IdentifierList({ kind, identifiers }: { kind: Kind; identifiers: OwnIdentifier[] }) {
  if (identifiers.length === 0) return <p className="mt-4">None yet.</p>;
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
              <Act kind={kind} identifier={identifier} label="Verify" action={verifyIdentifierAction} />
            )}
            {identifier.isVerified && !identifier.isPrimary && (
              <Act kind={kind} identifier={identifier} label="Make primary" action={makePrimaryAction} />
            )}
            <Act kind={kind} identifier={identifier} label="Remove" action={removeIdentifierAction} />
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
