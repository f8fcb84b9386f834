import { removePasskeyAction } from "@/app/_actions/passkeys";
import { ActionButton } from "@/app/_ui/action-button";
import type { OwnPasskey } from "@/lib/flows/passkeys/read";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { dateTimeFormat } from "@/lib/i18n/dates";
import { Rename } from "./rename";

/** Lists the user's passkeys, with the actions for each. */
export async function PasskeyList({ passkeys }: { passkeys: OwnPasskey[] }) {
  const t = await getTranslations("account.passkeys");
  if (passkeys.length === 0) return <p className="mt-6">{t("none")}</p>;
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
            <ActionButton
              action={removePasskeyAction}
              label={t("remove")}
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

async function Facts({ isSynced, createdAt, lastUsedAt }: OwnPasskey) {
  const t = await getTranslations("account.passkeys");
  const kind = t(isSynced ? "synced" : "onOneDevice");
  const added = () => <Day at={createdAt} />;
  if (lastUsedAt === null) return t.rich("unused", { kind, added });
  return t.rich("used", { kind, added, used: () => <Day at={lastUsedAt} /> });
}

async function Day({ at }: { at: Date }) {
  const day = dateTimeFormat(await requestLocale(), { dateStyle: "medium" });
  return <time dateTime={at.toISOString()}>{day.format(at)}</time>;
}
