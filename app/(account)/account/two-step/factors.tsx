import {
  beginSecondFactorPhoneAction,
  beginTotpAction,
  removeSecondFactorPhoneAction,
  removeTotpAction,
} from "@/app/_actions/second-factor";
import { ActionButton } from "@/app/_ui/action-button";
import { Confirmation, ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice, ConfirmationButton } from "@/app/_ui/confirmation-form";
import { getTranslations } from "@/lib/http/locale";
import { TWO_STEP } from "@/lib/http/paths";

const APP_PERMALINK = `${TWO_STEP}#authenticator-app`;

/** The section of the authenticator app: set it up or remove it. */
export async function AuthenticatorApp({ isOn, isLast }: { isOn: boolean; isLast: boolean }) {
  const t = await getTranslations("account.authenticatorApp");
  return (
    <div className="mt-4">
      {isOn ? (
        <ConfirmedAction
          id="remove-app"
          label={t("remove")}
          heading={t("removal.heading")}
          consequence={t(isLast ? "removal.last" : "removal.consequence")}
          submit={t("removal.submit")}
          action={removeTotpAction}
          fields={{}}
          at={APP_PERMALINK}
        />
      ) : (
        <>
          <ActionNotice action={removeTotpAction} at={APP_PERMALINK} />
          <ActionButton action={beginTotpAction} label={t("setUp")} fields={{ context: "account" }} />
        </>
      )}
    </div>
  );
}

type PhoneNumber = { id: string; value: string; isOn: boolean };

const permalink = (id: string) => `${TWO_STEP}?of=${id}#text-messages`;

/**
 * The section of the phone numbers that receive second factor codes, and of those that could.
 *
 * @param hasOtherFactors whether the account has a second factor that is no phone number
 */
export async function TextMessages({
  numbers,
  hasOtherFactors,
}: {
  numbers: PhoneNumber[];
  hasOtherFactors: boolean;
}) {
  const t = await getTranslations("account.textMessages");
  if (numbers.length === 0) {
    return <p className="mt-4">{t.rich("none", { add: (chunks) => <a href="/account">{chunks}</a> })}</p>;
  }
  const factors = numbers.filter(({ isOn }) => isOn);
  const isLast = factors.length === 1 && !hasOtherFactors;
  return (
    <>
      {numbers.map(
        ({ id, isOn }) =>
          !isOn && <ActionNotice key={id} action={removeSecondFactorPhoneAction} at={permalink(id)} />,
      )}
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {numbers.map(({ id, value, isOn }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
            <bdi className="font-medium">{value}</bdi>
            {isOn ? (
              <ConfirmationButton
                opens={`remove-${id}`}
                label={t("remove")}
                about={value}
                action={removeSecondFactorPhoneAction}
                fields={{ phone: id }}
                at={permalink(id)}
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
      {factors.map(({ id, value }) => (
        <Confirmation
          key={id}
          id={`remove-${id}`}
          heading={t("removal.heading", { number: value })}
          consequence={t(isLast ? "removal.last" : "removal.consequence")}
          submit={t("removal.submit")}
        />
      ))}
    </>
  );
}
