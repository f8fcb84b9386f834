import { removePasskeyAction } from "@/app/_actions/passkeys";
import { ActButton } from "@/app/_ui/act-button";
import type { OwnPasskey } from "@/lib/flows/passkeys/read";
import { Rename } from "./rename";

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** Somebody's passkeys, and what can be done with each. */
export function PasskeyList({ passkeys }: { passkeys: OwnPasskey[] }) {
  if (passkeys.length === 0) return <p className="mt-6">None yet.</p>;
  return (
    <ul className="mt-6 divide-y divide-line border-y border-line">
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="py-4">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <span>
              <bdi className="font-medium wrap-anywhere">{passkey.name}</bdi>
              <span className="block text-sm text-quiet">
                <Facts {...passkey} />
              </span>
            </span>
            <ActButton
              action={removePasskeyAction}
              label="Remove"
              about={passkey.name}
              fields={{ passkey: passkey.id }}
            />
          </div>
          <Rename id={passkey.id} name={passkey.name} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ isSynced, createdAt, lastUsedAt }: OwnPasskey) {
  return (
    <>
      {isSynced ? "Synced between devices" : "On one device"}, added <Day at={createdAt} />,{" "}
      {lastUsedAt === null ? (
        "not used yet"
      ) : (
        <>
          last used <Day at={lastUsedAt} />
        </>
      )}
    </>
  );
}

function Day({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{day.format(at)}</time>;
}
