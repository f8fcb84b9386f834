import type { Metadata } from "next";
import { beginSecondFactorPhoneAction, beginTotpAction } from "@/app/_actions/second-factor";
import { AuthCard } from "@/app/_ui/auth-card";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { MethodList } from "@/app/_ui/method-list";
import { PasskeySetupStep } from "@/app/_ui/passkey/setup-step";
import { SignOut } from "@/app/_ui/sign-out";
import { taskPathWithRedirect } from "@/lib/http/access";
import { requirePendingTask } from "@/lib/http/guard";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { passkeysAvailable } from "@/lib/http/page-settings";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { getEligiblePhones } from "@/lib/http/second-factor";
import { setupPath } from "@/lib/http/setup-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.setupMfaTask");
  return { title: t("heading") };
}

/** The session task for a user without a second factor, where one is required. */
export default async function SetupMfaTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const redirectUrl = singleParam(query.redirect_url);
  const redirectTo = safeRedirectUrl(redirectUrl);
  const isConfirming =
    ["totp", "passkey"].includes(singleParam(query.by) ?? "") || query.verification !== undefined;
  const session = await requirePendingTask("setup-mfa", { redirectTo: redirectTo, mayBeDone: isConfirming });
  const footer = <ConfirmingFooter choose={taskPathWithRedirect("setup-mfa", redirectTo)} />;
  const props = { context: "task", redirectUrl, redirectTo: redirectTo, footer } as const;
  if (query.by === "passkey") return <PasskeySetupStep {...props} />;
  if (query.by === "totp") return <TotpSetupStep session={session} {...props} />;
  if (isConfirming) return <PhoneSetupStep verification={singleParam(query.verification)} {...props} />;
  const fields = { context: "task", ...(redirectUrl !== undefined && { redirect_url: redirectUrl }) };
  const phones = await getEligiblePhones(session.user.id);
  const locale = await requestLocale();
  const t = await getTranslations("auth.setupMfaTask");
  return (
    <AuthCard scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<SignOut />}>
      <div className="space-y-3">
        <MethodList action={beginTotpAction} methods={[{ label: t("totp"), fields }]} />
        <MethodList
          action={beginSecondFactorPhoneAction}
          methods={phones.map(({ id, value }) => ({
            label: methodLabel("phone_code", value, locale),
            fields: { ...fields, phone: id },
          }))}
        />
        {passkeysAvailable() && (
          <a
            href={setupPath({ context: "task", redirect_url: redirectUrl }, { by: "passkey" })}
            className="button button-quiet w-full justify-start"
          >
            {t("passkey")}
          </a>
        )}
      </div>
    </AuthCard>
  );
}

async function ConfirmingFooter({ choose }: { choose: string }) {
  const t = await getTranslations("auth.setupMfaTask");
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <a href={choose} className="inline-flex min-h-11 items-center">
        {t("chooseAnother")}
      </a>
      <SignOut />
    </div>
  );
}
