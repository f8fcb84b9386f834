import {
  beginSecondFactorPhoneAction,
  beginTotpAction,
  removeSecondFactorPhoneAction,
  removeTotpAction,
} from "@/app/_actions/second-factor";
import { ActionButton } from "@/app/_ui/action-button";
import { getTranslations } from "@/lib/http/locale";

/** The section of the authenticator app: set it up or remove it. */
export async function AuthenticatorApp({ isOn }: { isOn: boolean }) {
  const t = await getTranslations("account.authenticatorApp");
  return (
    <div className="mt-4">
      {isOn ? (
        <ActionButton action={removeTotpAction} label={t("remove")} fields={{}} />
      ) : (
        <ActionButton action={beginTotpAction} label={t("setUp")} fields={{ context: "account" }} />
      )}
    </div>
  );
}

type PhoneNumber = { id: string; value: string; isOn: boolean };

/** The section of the phone numbers that receive second factor codes, and of those that could. */
export async function TextMessages({ numbers }: { numbers: PhoneNumber[] }) {
  const t = await getTranslations("account.textMessages");
  if (numbers.length === 0) {
    return <p className="mt-4">{t.rich("none", { add: (chunks) => <a href="/account">{chunks}</a> })}</p>;
  }
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {numbers.map(({ id, value, isOn }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <bdi className="font-medium">{value}</bdi>
          {isOn ? (
            <ActionButton
              action={removeSecondFactorPhoneAction}
              label={t("remove")}
              about={value}
              fields={{ phone: id }}
            />
          ) : (
            <ActionButton
              action={beginSecondFactorPhoneAction}
              label={t("setUp")}
              about={value}
              fields={{ phone: id, context: "account" }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
