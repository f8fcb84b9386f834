import type { Metadata } from "next";
import { beginSecondFactorPhoneAction, beginTotpAction } from "@/app/_actions/second-factor";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { Methods } from "@/app/_ui/methods";
import { PasskeySetupStep } from "@/app/_ui/passkey/setup-step";
import { SignOut } from "@/app/_ui/sign-out";
import { Step } from "@/app/_ui/step";
import { taskPageFor } from "@/lib/web/access";
import { requirePendingTask } from "@/lib/web/guard";
import { onwards } from "@/lib/web/onwards";
import { passkeysAvailable } from "@/lib/web/page-settings";
import { type SearchParams, single } from "@/lib/web/search-params";
import { phonesToChoose } from "@/lib/web/second-factor";
import { setupPage } from "@/lib/web/setup-page";

export const metadata: Metadata = { title: "Set up two-step verification" };

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
  return (
    <Step
      scene="key"
      heading="Set up two-step verification"
      lead={<p>Your account needs a second proof besides the first. Choose one to go on.</p>}
      footer={<SignOut />}
    >
      <div className="space-y-3">
        <Methods action={beginTotpAction} methods={[{ label: "Authenticator app", fields }]} />
        <Methods
          action={beginSecondFactorPhoneAction}
          methods={phones.map(({ id, value }) => ({
            label: `Text message to ${value}`,
            fields: { ...fields, phone: id },
          }))}
        />
        {passkeysAvailable() && (
          <a
            href={setupPage({ place: "task", redirect_url: redirectUrl }, { by: "passkey" })}
            className="button button-quiet w-full justify-start"
          >
            Passkey
          </a>
        )}
      </div>
    </Step>
  );
}

function ConfirmingFooter({ choose }: { choose: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <a href={choose} className="inline-flex min-h-11 items-center">
        Choose another way
      </a>
      <SignOut />
    </div>
  );
}
