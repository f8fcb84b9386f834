import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/_ui/auth-card";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { Form } from "@/app/_ui/form";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { MethodList } from "@/app/_ui/method-list";
import { Resend } from "@/app/_ui/resend";
import type { IdentifierProgress } from "@/lib/flows/identifiers/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { messageSettings } from "@/lib/http/page-settings";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { identifierProgress } from "@/lib/http/progress";
import {
  attemptVerificationCodeAction,
  chooseVerificationMethodAction,
  resendVerificationAction,
} from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.verify");
  return { title: t("title") };
}

type Open = Extract<IdentifierProgress, { state: "needs_verification" }>;

const PATH = "/account/verify";

/** The page that verifies an identifier of the account. */
export default async function VerifyIdentifierPage({ searchParams }: { searchParams: SearchParams }) {
  const { user } = await requireActiveSession("/account");
  const query = await searchParams;
  const progress = await identifierProgress(singleParam(query.verification), user.id);
  if (progress.state === "verified") redirect("/account");
  if (progress.state !== "needs_verification") return <NotConfirmed />;
  return query.choose === undefined ? <Prove {...progress} /> : <Choose {...progress} />;
}

async function NotConfirmed() {
  const t = await getTranslations("account.verify");
  return (
    <AuthCard scene="closed" heading={t("nothingHeading")} lead={<p>{t("nothingLead")}</p>}>
      <a href="/account" className="button button-primary">
        {t("account")}
      </a>
    </AuthCard>
  );
}

async function Choose({ verificationId, value }: Open) {
  const locale = await requestLocale();
  const t = await getTranslations("account.verify");
  return (
    <AuthCard scene="mat" heading={t("choose")}>
      <MethodList
        action={chooseVerificationMethodAction}
        methods={[
          {
            label: methodLabel("email_code", value, locale),
            fields: { verification: verificationId, method: "email_code" },
          },
          {
            label: methodLabel("email_link", value, locale),
            fields: { verification: verificationId, method: "email_link" },
          },
        ]}
      />
    </AuthCard>
  );
}

async function Prove({ verificationId, kind, value, sent }: Open) {
  const t = await getTranslations("account.verify");
  const isLink = sent.method === "email_link";
  const heading = kind === "email" ? "emailHeading" : "phoneHeading";
  return (
    <AuthCard
      texts={["cancel", "codeField", "resend", "waiting"]}
      scene="key"
      heading={t(isLink ? "linkHeading" : heading)}
      lead={<MessageSent sent={sent} destination={value} certain />}
      footer={
        <div className="space-y-3">
          <Resend
            action={resendVerificationAction}
            fields={{ verification: verificationId, method: sent.method }}
            inSeconds={sent.resendInSeconds}
            cooldownSeconds={messageSettings().resendCooldownSeconds}
          />
          {kind === "email" && (
            <p>
              <a href={`${PATH}?verification=${verificationId}&choose=1`}>{t("another")}</a>
            </p>
          )}
          <p>
            <a href="/account">{t("notNow")}</a>
          </p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <Form action={attemptVerificationCodeAction} submit={t("submit")} pending={t("pending")}>
          <input type="hidden" name="verification" value={verificationId} />
          <CodeField />
        </Form>
      )}
    </AuthCard>
  );
}
