import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Device } from "@/app/_ui/device";
import { Step } from "@/app/_ui/step";
import type { LinkView } from "@/lib/flows/email-link/read";
import { currentSession } from "@/lib/web/guard";
import { openedLinkToken } from "@/lib/web/link-token";
import { linkView } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { LinkEnding } from "./ending";
import { ConfirmForm } from "./form";

export const metadata: Metadata = { title: "Confirm" };

type Question = Extract<LinkView, { state: "confirm" }>;

const ASKS: Record<Question["purpose"], string> = {
  sign_in: "Sign in?",
  reset_password: "Reset the password?",
  sign_up: "Finish signing up?",
  email_address: "Confirm this address?",
  phone_number: "Confirm this number?",
  fresh_proof: "Confirm it's you?",
  second_factor: "Confirm it's you?",
};

const NO_LINK = { view: { state: "failed" } as LinkView, leadsTo: null };

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

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
  const { purpose, destination, userAgent, ipAddress, requestedAt, numbers } = question;
  const session = await currentSession();
  return (
    <Step
      scene="key"
      heading={ASKS[purpose]}
      lead={
        <p>
          <bdi className="break-words text-ink">{destination}</bdi>
        </p>
      }
      footer={<p>If you did not ask for this, close this page: nothing happens without the button.</p>}
    >
      <dl className="mb-6 space-y-1">
        <div className="flex gap-2">
          <dt className="text-quiet">Asked for from</dt>
          <dd>
            <Device userAgent={userAgent} />
            {ipAddress && `, ${ipAddress}`}
          </dd>
        </div>
        <div className="flex gap-2">
          <dt className="text-quiet">at</dt>
          <dd>
            <time dateTime={requestedAt.toISOString()}>{time.format(requestedAt)} UTC</time>
          </dd>
        </div>
      </dl>
      {numbers === null && session !== null && purpose !== "email_address" && (
        <p className="mb-6 border-l-4 border-brass py-1 pl-4">
          You are signed in as <bdi>{session.user.emailAddress ?? session.user.name}</bdi> here. Going on may
          sign you in as somebody else.
        </p>
      )}
      <ConfirmForm token={token} numbers={numbers} />
    </Step>
  );
}
