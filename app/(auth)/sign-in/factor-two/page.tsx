import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/_ui/auth-card";
import { FlowEnded } from "@/app/_ui/flow-ended";
import { Form } from "@/app/_ui/form";
import { MessageSent } from "@/app/_ui/message-sent";
import { MethodList } from "@/app/_ui/method-list";
import { PasskeyButton } from "@/app/_ui/passkey/button";
import { Resend } from "@/app/_ui/resend";
import { SecondFactorField, TrustField } from "@/app/_ui/second-factor-fields";
import { SignedInElsewhere } from "@/app/_ui/signed-in-elsewhere";
import type { SecondFactorProgress } from "@/lib/flows/second-factor/read";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { messageSettings } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withAttempt, withRedirect } from "@/lib/http/paths";
import { secondFactorProgress } from "@/lib/http/second-factor";
import {
  attemptBackupCodeAction,
  attemptPasskeyAction,
  attemptSecondFactorAction,
  resendSecondFactorAction,
  sendSecondFactorAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.factorTwo");
  return { title: t("heading") };
}

type Open = Extract<SecondFactorProgress, { state: "needs_second_factor" }>;
type Strategy = Open["strategies"][number];

const PATH = "/sign-in/factor-two";

/** The second factor of a sign-in, for users who have one. */
export default async function FactorTwoPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const progress = await secondFactorProgress(singleParam(query.attempt));
  const named = progress.state === "needs_second_factor" && withAttempt(PATH, query, progress.signInId);
  if (named) redirect(named);
  switch (progress.state) {
    case "needs_second_factor":
      return <Prove {...progress} strategy={chosen(progress, singleParam(query.by))} />;
    case "complete":
      return <SignedInElsewhere redirectTo={progress.redirectUrl ?? "/"} />;
    default:
      return (
        <FlowEnded
          what="sign-in"
          state={progress.state}
          again="/sign-in"
          redirectUrl={progress.redirectUrl}
        />
      );
  }
}

/**
 * Returns the chosen strategy if it is available, otherwise the first available one. SMS is available only after the
 * code was requested.
 */
function chosen({ strategies, sent }: Open, by: string | undefined): Strategy | null {
  const wanted = strategies.find((strategy) => strategy === by);
  if (wanted === "phone_code") return sent === null ? null : wanted;
  return wanted ?? strategies.find((strategy) => strategy === "totp") ?? null;
}

async function Prove(props: Open & { strategy: Strategy | null }) {
  const { signInId, strategy, sent } = props;
  const t = await getTranslations("auth");
  const others = <OtherWays {...props} />;
  if (strategy === null) {
    return (
      <AuthCard
        texts={["passkey"]}
        scene="key"
        heading={t("factorTwo.heading")}
        lead={<Lead {...props} />}
        footer={<StartAgain {...props} />}
      >
        <PasswordHeld {...props} />
        {others}
      </AuthCard>
    );
  }
  const action = strategy === "backup_code" ? attemptBackupCodeAction : attemptSecondFactorAction;
  return (
    <AuthCard
      texts={["codeField", "passkey", "resend", "secondFactor"]}
      scene="key"
      heading={t("factorTwo.heading")}
      lead={
        strategy === "phone_code" && sent !== null ? (
          <MessageSent sent={sent} destination={sent.masked} certain />
        ) : (
          <p>{t(`factorTwo.leads.${strategy === "backup_code" ? "backup_code" : "totp"}`)}</p>
        )
      }
      footer={
        <div className="space-y-3">
          {strategy === "phone_code" && sent !== null && (
            <Resend
              action={resendSecondFactorAction}
              fields={{ attempt: signInId, phone: sent.phoneNumberId }}
              inSeconds={sent.resendInSeconds}
              cooldownSeconds={messageSettings().resendCooldownSeconds}
            />
          )}
          {others}
          <StartAgain {...props} />
        </div>
      }
    >
      <PasswordHeld {...props} />
      <Form key={strategy} action={action} submit={t("sent.submit")} pending={t("sent.pending")}>
        <input type="hidden" name="attempt" value={signInId} />
        {strategy !== "backup_code" && <input type="hidden" name="strategy" value={strategy} />}
        {/* The field submits the form when the code is complete, so the choice comes first. */}
        <TrustField />
        <SecondFactorField strategy={strategy} />
      </Form>
    </AuthCard>
  );
}

/** Informs a user who has just chosen a new password that it is not set yet. */
async function PasswordHeld({ holdsPassword }: Open) {
  const t = await getTranslations("auth.factorTwo");
  return holdsPassword && <p className="mb-6 border-l-4 border-brass py-1 pl-4">{t("passwordHeld")}</p>;
}

async function StartAgain({ redirectUrl }: Open) {
  const t = await getTranslations("auth.factorTwo");
  return (
    <p>
      <a href={withRedirect("/sign-in", redirectUrl)} className="inline-flex min-h-11 items-center">
        {t("startAgain")}
      </a>
    </p>
  );
}

async function Lead({ identifier, strategies, hasPasskey }: Open) {
  const t = await getTranslations("auth.factorTwo.leads");
  const canGoOn = strategies.length > 0 || hasPasskey;
  const who = () => <bdi className="break-words text-ink">{identifier}</bdi>;
  return <p>{t.rich(canGoOn ? "choose" : "noneLeft", { who })}</p>;
}

/** Lists the other second factors: a link for each, and a button for those that send a message. */
async function OtherWays(props: Open & { strategy: Strategy | null }) {
  const { signInId, strategies, hasPasskey, phones, strategy, sent } = props;
  const t = await getTranslations("auth.factorTwo");
  const locale = await requestLocale();
  const to = (by: Strategy) => `${PATH}?attempt=${signInId}&by=${by}`;
  const offersTexts = strategies.includes("phone_code") && strategy !== "phone_code";
  return (
    <div className="space-y-3">
      {hasPasskey && (
        <PasskeyButton
          isMain={strategy === null}
          action={attemptPasskeyAction}
          question={{ purpose: "second_factor", attempt: signInId }}
          fields={{ attempt: signInId }}
        />
      )}
      {strategies.includes("totp") && strategy !== "totp" && (
        <p>
          <a href={to("totp")} className="inline-flex min-h-11 items-center">
            {t("useTotp")}
          </a>
        </p>
      )}
      {offersTexts && sent !== null && (
        <p>
          <a href={to("phone_code")} className="inline-flex min-h-11 items-center">
            {t("useSentCode", { masked: sent.masked })}
          </a>
        </p>
      )}
      {offersTexts && sent === null && (
        <MethodList
          action={sendSecondFactorAction}
          methods={phones.map(({ id, masked }) => ({
            label: methodLabel("phone_code", masked, locale),
            fields: { attempt: signInId, phone: id },
          }))}
        />
      )}
      {strategies.includes("backup_code") && strategy !== "backup_code" && (
        <p>
          <a href={to("backup_code")} className="inline-flex min-h-11 items-center">
            {t("useBackupCode")}
          </a>
        </p>
      )}
    </div>
  );
}
