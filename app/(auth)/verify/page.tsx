import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Device } from "@/app/_ui/device";
import { IpAddress } from "@/app/_ui/ip-address";
import { Step } from "@/app/_ui/step";
import { Time } from "@/app/_ui/time";
import type { LinkView } from "@/lib/flows/email-link/read";
import { currentSession } from "@/lib/web/guard";
import { openedLinkToken } from "@/lib/web/link-token";
import { getTranslations } from "@/lib/web/locale";
import { linkView } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { LinkEnding } from "./ending";
import { ConfirmForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.verify");
  return { title: t("title") };
}

type Question = Extract<LinkView, { state: "confirm" }>;

const NO_LINK = { view: { state: "failed" } as LinkView, leadsTo: null };

/** Where links land. Looking at it changes nothing, however often; only the button does. */
export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const token = single(query.token) ?? (await openedLinkToken());
  const { view, leadsTo } = token === null ? NO_LINK : await linkView(token);
  if (leadsTo !== null) redirect(leadsTo);
  return view.state === "confirm" && token !== null ? (
    <Confirm question={view} token={token} />
  ) : (
    <LinkEnding
      view={view.state === "confirm" ? { state: "failed" } : view}
      isFresh={query.confirmed !== undefined}
    />
  );
}

async function Confirm({ question, token }: { question: Question; token: string }) {
  const { purpose, destination, userAgent, ipAddress, requestedAt, needsNumber } = question;
  const t = await getTranslations("auth.verify");
  const session = await currentSession();
  const who = () => <bdi>{session?.user.emailAddress ?? session?.user.name}</bdi>;
  return (
    <Step
      scene="key"
      heading={t(`questions.${purpose}`)}
      lead={
        <p>
          <bdi className="break-words text-ink">{destination}</bdi>
        </p>
      }
      footer={<p>{t("notYou")}</p>}
    >
      <dl className="mb-6 space-y-1">
        <div className="flex gap-2">
          <dt className="shrink-0 text-quiet">{t("askedFrom")}</dt>
          <dd>
            <Device userAgent={userAgent} />
            {ipAddress && (
              <>
                , <IpAddress address={ipAddress} />
              </>
            )}
          </dd>
        </div>
        <div className="flex gap-2">
          <dt className="shrink-0 text-quiet">{t("askedAt")}</dt>
          <dd>
            <Time at={requestedAt} />
          </dd>
        </div>
      </dl>
      {!needsNumber && session !== null && purpose !== "email_address" && (
        <p className="mb-6 border-l-4 border-brass py-1 pl-4">{t.rich("signedIn", { who })}</p>
      )}
      <ConfirmForm token={token} needsNumber={needsNumber} />
    </Step>
  );
}
