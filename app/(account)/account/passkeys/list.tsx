import { removePasskeyAction } from "@/app/_actions/passkeys";
import { Confirmation } from "@/app/_ui/confirmation";
import { ActionNotice, ConfirmationButton } from "@/app/_ui/confirmation-form";
import type { OwnPasskey } from "@/lib/flows/passkeys/read";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { PASSKEYS } from "@/lib/http/paths";
import { dateTimeFormat } from "@/lib/i18n/dates";
import { Rename } from "./rename";

type PasskeyListProps = {
  passkeys: OwnPasskey[];
  /** The passkey of the last submission, as in the page's URL. */
  of: string | undefined;
  /** Whether the account has a second factor that is no passkey. */
  hasOtherFactors: boolean;
};

const permalink = (id: string) => `${PASSKEYS}?of=${encodeURIComponent(id)}`;

/** Lists the user's passkeys, with the actions for each. */
export async function PasskeyList({ passkeys, of, hasOtherFactors }: PasskeyListProps) {
  const t = await getTranslations("account.passkeys");
  const isGone = of !== undefined && passkeys.every(({ id }) => id !== of);
  const isLast = passkeys.length === 1 && !hasOtherFactors;
  return (
    <>
      {isGone && <ActionNotice action={removePasskeyAction} at={permalink(of)} />}
      {passkeys.length === 0 && <p className="mt-6">{t("none")}</p>}
      {passkeys.length > 0 && (
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
                <ConfirmationButton
                  opens={`remove-${passkey.id}`}
                  label={t("remove")}
                  about={passkey.name}
                  action={removePasskeyAction}
                  fields={{ passkey: passkey.id }}
                  at={permalink(passkey.id)}
                />
              </div>
              <Rename id={passkey.id} name={passkey.name} />
            </li>
          ))}
        </ul>
      )}
      {passkeys.map(({ id, name }) => (
        <Confirmation
          key={id}
          id={`remove-${id}`}
          heading={t("removal.heading", { name })}
          consequence={t(isLast ? "removal.last" : "removal.consequence")}
          submit={t("removal.submit")}
        />
      ))}
    </>
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
