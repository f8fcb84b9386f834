import { getTranslations } from "@/lib/http/locale";
import { AuthCard } from "../auth-card";
import { fieldsOf, type SetupStepProps } from "../factor-setup-step";
import { AddPasskey } from "./add";

/** The setup of a passkey as the second factor: one button that starts the dialog of the browser. */
export async function PasskeySetupStep(props: SetupStepProps) {
  const t = await getTranslations("ui.passkeySetup");
  return (
    <AuthCard
      texts={["addPasskey", "backupCodes", "codeField", "factorSetup", "passkey", "secondFactor"]}
      scene="key"
      heading={t("heading")}
      lead={<p>{t("lead")}</p>}
      footer={props.footer}
    >
      <AddPasskey fields={fieldsOf(props)} redirectTo={props.redirectTo} />
    </AuthCard>
  );
}
