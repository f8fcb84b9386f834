import type { Metadata } from "next";
import { beginSecondFactorPhoneAction, beginTotpAction } from "@/app/_actions/second-factor";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { Methods } from "@/app/_ui/methods";
import { PasskeySetupStep } from "@/app/_ui/passkey/setup-step";
import { SignOut } from "@/app/_ui/sign-out";
import { Step } from "@/app/_ui/step";
import { taskPageFor } from "@/lib/web/access";
import { requirePendingTask } from "@/lib/web/guard";
import { getTranslations, requestLocale } from "@/lib/web/locale";
import { methodLabel } from "@/lib/web/method-label";
import { onwards } from "@/lib/web/onwards";
import { passkeysAvailable } from "@/lib/web/page-settings";
import { type SearchParams, single } from "@/lib/web/search-params";
import { phonesToChoose } from "@/lib/web/second-factor";
import { setupPage } from "@/lib/web/setup-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.setupMfaTask");
  return { title: t("heading") };
}

/** What a session must do where a second factor is required and its user has none. */
export default async function SetupMfaTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const redirectUrl = single(query.redirect_url);
  const onwardsTo = onwards(redirectUrl);
  const isConfirming =
    ["totp", "passkey"].includes(single(query.by) ?? "") || query.verification !== undefined;
  const session = await requirePendingTask("setup-mfa", { onwards: onwardsTo, mayBeDone: isConfirming });
  const footer = <ConfirmingFooter choose={taskPageFor("setup-mfa", onwardsTo)} />;
  const props = { place: "task", redirectUrl, onwards: onwardsTo, footer } as const;
  if (query.by === "passkey") return <PasskeySetupStep {...props} />;
  if (query.by === "totp") return <TotpSetupStep session={session} {...props} />;
  if (isConfirming) return <PhoneSetupStep verification={single(query.verification)} {...props} />;
  const fields = { place: "task", ...(redirectUrl !== undefined && { redirect_url: redirectUrl }) };
  const phones = await phonesToChoose(session.user.id);
  const locale = await requestLocale();
  const t = await getTranslations("auth.setupMfaTask");
  return (
    <Step scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<SignOut />}>
      <div className="space-y-3">
        <Methods action={beginTotpAction} methods={[{ label: t("totp"), fields }]} />
        <Methods
          action={beginSecondFactorPhoneAction}
          methods={phones.map(({ id, value }) => ({
            label: methodLabel("phone_code", value, locale),
            fields: { ...fields, phone: id },
          }))}
        />
        {passkeysAvailable() && (
          <a
            href={setupPage({ place: "task", redirect_url: redirectUrl }, { by: "passkey" })}
            className="button button-quiet w-full justify-start"
          >
            {t("passkey")}
          </a>
        )}
      </div>
    </Step>
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
