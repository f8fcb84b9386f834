import type { ReactNode } from "react";
import { confirmSecondFactorPhoneAction, confirmTotpAction } from "@/app/_actions/second-factor";
import { getTranslations } from "@/lib/http/locale";
import { getTotpEnrollment, phoneSetupProgress } from "@/lib/http/second-factor";
import type { CurrentSession } from "@/lib/sessions/find";
import { AuthCard } from "./auth-card";
import { FactorSetup } from "./factor-setup";
import { MessageSent } from "./message-sent";
import { TotpCode } from "./totp-code";

export type SetupStepProps = {
  context: "task" | "account";
  redirectUrl: string | undefined;
  redirectTo: string;
  footer: ReactNode;
};

/** The setup of an authenticator app: scan the secret, then confirm it by a code. */
export async function TotpSetupStep({ session, ...props }: SetupStepProps & { session: CurrentSession }) {
  const t = await getTranslations("ui.totpSetup");
  const totp = await getTotpEnrollment(session);
  return (
    <AuthCard
      texts={["backupCodes", "codeField", "factorSetup", "secondFactor"]}
      scene="key"
      heading={t(totp ? "heading" : "done")}
      lead={totp && <p>{t("lead")}</p>}
      footer={props.footer}
    >
      <FactorSetup
        action={confirmTotpAction}
        strategy="totp"
        isOpen={totp !== null}
        fields={fieldsOf(props)}
        redirectTo={props.redirectTo}
      >
        {totp && <TotpCode totp={totp} />}
      </FactorSetup>
    </AuthCard>
  );
}

/** The setup of SMS as a second factor: confirm the number by the code that was sent to it. */
export async function PhoneSetupStep({
  verification,
  ...props
}: SetupStepProps & { verification: string | undefined }) {
  const t = await getTranslations("ui.phoneSetup");
  const sent = await phoneSetupProgress(verification);
  return (
    <AuthCard
      texts={["backupCodes", "codeField", "factorSetup", "secondFactor"]}
      scene="key"
      heading={t(sent ? "heading" : "done")}
      lead={sent && <MessageSent sent={sent} destination={sent.masked} certain />}
      footer={props.footer}
    >
      <FactorSetup
        action={confirmSecondFactorPhoneAction}
        strategy="phone_code"
        isOpen={sent !== null}
        fields={{ ...fieldsOf(props), verification: sent?.verificationId ?? "" }}
        redirectTo={props.redirectTo}
      />
    </AuthCard>
  );
}

/** Returns the hidden fields of a setup action, which describe the context of the setup. */
export function fieldsOf({ context, redirectUrl }: SetupStepProps): Record<string, string> {
  return { context, ...(redirectUrl !== undefined && { redirect_url: redirectUrl }) };
}
