import { Section } from "@/app/_ui/section";
import { getTranslations } from "@/lib/http/locale";
import { newPasswordProps } from "@/lib/http/new-password";
import type { CurrentSession } from "@/lib/sessions/find";
import { PasswordForm } from "./form";

type PasswordProps = { session: CurrentSession; hasPassword: boolean };

/**
 * The password section. A user who knows the current password changes it here; others reauthenticate and use a separate
 * page.
 */
export async function Password({ session, hasPassword }: PasswordProps) {
  const t = await getTranslations("account.password");
  if (!hasPassword) {
    return (
      <Section id="password" heading={t("heading")} lead={t("leadWithoutOne")}>
        <NewPasswordLink label={t("set")} />
      </Section>
    );
  }
  if (session.hasSecondFactor) {
    return (
      <Section id="password" heading={t("heading")} lead={t("leadWithSecondFactor")}>
        <NewPasswordLink label={t("change")} />
      </Section>
    );
  }
  return (
    <Section id="password" heading={t("heading")} lead={t("lead")}>
      <div className="max-w-[24rem]">
        <PasswordForm asksCurrent at="/account#password" {...newPasswordProps(session)} />
      </div>
      <p className="mt-4 text-sm text-quiet">
        {t.rich("forgotten", { link: (chunks) => <a href="/account/password">{chunks}</a> })}
      </p>
    </Section>
  );
}

function NewPasswordLink({ label }: { label: string }) {
  return (
    <a href="/account/password" className="button button-quiet">
      {label}
    </a>
  );
}
