import type { Metadata } from "next";
import { Section } from "@/app/_ui/section";
import { getTwoFactorStatus } from "@/lib/flows/second-factor/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { TWO_STEP } from "@/lib/http/paths";
import { getEligiblePhones } from "@/lib/http/second-factor";
import { AccountLayout } from "../account-layout";
import { PasskeysSection } from "../passkeys/section";
import { AuthenticatorApp, TextMessages } from "./factors";
import { NewBackupCodes } from "./new-backup-codes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.twoStep");
  return { title: t("heading") };
}

/** The page that lists an account's second factors, with the actions for each. */
export default async function TwoStepPage() {
  const { user, hasSecondFactor } = await requireActiveSession(TWO_STEP);
  const t = await getTranslations("account");
  const { totp, phones, passkeys, backupCodesLeft, trustedDevices } = await getTwoFactorStatus(user.id);
  const numbers = (await getEligiblePhones(user.id)).map(({ id, value }) => ({
    id,
    value,
    isOn: phones.some((phone) => phone.id === id),
  }));
  return (
    <AccountLayout texts={["backupCodes", "newBackupCodes"]} heading={t("twoStep.heading")}>
      <p>
        {t.rich(hasSecondFactor ? "twoStep.on" : "twoStep.off", {
          state: (chunks) => (
            <strong data-testid="two-step" className={hasSecondFactor ? "text-ok" : undefined}>
              {chunks}
            </strong>
          ),
        })}
      </p>
      <Section
        id="authenticator-app"
        heading={t("authenticatorApp.heading")}
        lead={t("authenticatorApp.lead")}
      >
        <AuthenticatorApp isOn={totp} isLast={phones.length === 0 && passkeys === 0} />
      </Section>
      <Section id="text-messages" heading={t("textMessages.heading")} lead={t("textMessages.lead")}>
        <TextMessages numbers={numbers} hasOtherFactors={totp || passkeys > 0} />
      </Section>
      <PasskeysSection />
      {hasSecondFactor && (
        <Section
          id="backup-codes"
          heading={t("backupCodes.heading")}
          lead={t("backupCodes.lead", { count: backupCodesLeft })}
        >
          <NewBackupCodes />
        </Section>
      )}
      {trustedDevices > 0 && (
        <p className="mt-10 text-quiet">{t("twoStep.trusted", { count: trustedDevices })}</p>
      )}
    </AccountLayout>
  );
}
