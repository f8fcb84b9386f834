import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/_ui/auth-card";
import { RequestOrigin } from "@/app/_ui/request-origin";
import type { LinkView } from "@/lib/flows/email-link/read";
import { currentSession } from "@/lib/http/guard";
import { getLinkTokenCookie } from "@/lib/http/link-token";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { linkView } from "@/lib/http/progress";
import { userLabel } from "@/lib/sessions/find";
import { LinkEnding } from "./ending";
import { ConfirmForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.verify");
  return { title: t("title") };
}

type Question = Extract<LinkView, { state: "confirm" }>;

/** The page that links open. Opening it changes nothing; only its button does. */
export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const token = singleParam(query.token) ?? (await getLinkTokenCookie());
  if (token === null) return <NoLink />;
  const { view, redirectUrl } = await linkView(token);
  if (redirectUrl !== null) redirect(redirectUrl);
  return view.state === "confirm" ? (
    <Confirm question={view} token={token} />
  ) : (
    <LinkEnding view={view} isFresh={query.confirmed !== undefined} />
  );
}

/** Says what the page is for, to a user who opened it without a link. */
async function NoLink() {
  const t = await getTranslations("auth.verify.noLink");
  return (
    <AuthCard scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <a href="/sign-in" className="button button-primary">
        {t("signIn")}
      </a>
    </AuthCard>
  );
}

async function Confirm({ question, token }: { question: Question; token: string }) {
  const { purpose, destination, userAgent, ipAddress, requestedAt, needsNumber } = question;
  const t = await getTranslations("auth.verify");
  const session = await currentSession();
  const who = () => <bdi>{session && userLabel(session.user)}</bdi>;
  return (
    <AuthCard
      texts={["confirmLinkForm"]}
      scene="key"
      heading={t(`questions.${purpose}`)}
      lead={
        <p>
          <bdi className="break-words text-ink">{destination}</bdi>
        </p>
      }
      footer={<p>{t("notYou")}</p>}
    >
      <RequestOrigin
        deviceLabel={t("askedFrom")}
        timeLabel={t("askedAt")}
        userAgent={userAgent}
        ipAddress={ipAddress}
        at={requestedAt}
      />
      {!needsNumber && session !== null && purpose !== "email_address" && (
        <p className="mb-6 border-l-4 border-brass py-1 pl-4">{t.rich("signedIn", { who })}</p>
      )}
      <ConfirmForm token={token} needsNumber={needsNumber} />
    </AuthCard>
  );
}
