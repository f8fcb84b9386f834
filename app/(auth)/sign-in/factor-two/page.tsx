import type { Metadata } from "next";
import { Ending } from "@/app/_ui/ending";
import { Form } from "@/app/_ui/form";
import { MessageSent } from "@/app/_ui/message-sent";
import { Methods } from "@/app/_ui/methods";
import { PasskeyButton } from "@/app/_ui/passkey/button";
import { Resend } from "@/app/_ui/resend";
import { SecondFactorField, TrustField } from "@/app/_ui/second-factor-fields";
import { SignedInElsewhere } from "@/app/_ui/signed-in-elsewhere";
import { Step } from "@/app/_ui/step";
import type { SecondFactorProgress } from "@/lib/flows/second-factor/read";
import { messageSettings } from "@/lib/web/page-settings";
import { type SearchParams, single } from "@/lib/web/search-params";
import { secondFactorProgress } from "@/lib/web/second-factor";
import {
  attemptBackupCodeAction,
  attemptPasskeyAction,
  attemptSecondFactorAction,
  resendSecondFactorAction,
  sendSecondFactorAction,
} from "./actions";

export const metadata: Metadata = { title: "The second step" };

type Open = Extract<SecondFactorProgress, { state: "needs_second_factor" }>;
type Strategy = Open["strategies"][number];

const HERE = "/sign-in/factor-two";

/** The second step of signing in, for somebody who has set one up. */
export default async function FactorTwoPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const progress = await secondFactorProgress(single(query.attempt));
  switch (progress.state) {
    case "needs_second_factor":
      return <Prove {...progress} strategy={chosen(progress, single(query.by))} />;
    case "complete":
      return <SignedInElsewhere onwards={progress.redirectUrl ?? "/"} />;
    default:
      return <Ending what="sign-in" state={progress.state} again="/sign-in" />;
  }
}

/** What was chosen, if it can be; else the first there is. A text message is only waited for once it was asked for. */
function chosen({ strategies, sent }: Open, by: string | undefined): Strategy | null {
  const wanted = strategies.find((strategy) => strategy === by);
  if (wanted === "phone_code") return sent === null ? null : wanted;
  return wanted ?? strategies.find((strategy) => strategy === "totp") ?? null;
}

const LEADS = {
  totp: "Open your authenticator app, and type in the code it shows for Latchkey.",
  backup_code: "Type in one of the backup codes you saved.",
};

function Prove(props: Open & { strategy: Strategy | null }) {
  const { signInId, strategy, sent } = props;
  const others = <OtherWays {...props} />;
  if (strategy === null) {
    return (
      <Step scene="key" heading="The second step" lead={<Lead {...props} />} footer={startAgain}>
        {others}
      </Step>
    );
  }
  const action = strategy === "backup_code" ? attemptBackupCodeAction : attemptSecondFactorAction;
  return (
    <Step
      scene="key"
      heading="The second step"
      lead={
        strategy === "phone_code" && sent !== null ? (
          <MessageSent sent={sent} destination={sent.masked} certain />
        ) : (
          <p>{LEADS[strategy === "backup_code" ? "backup_code" : "totp"]}</p>
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
          {startAgain}
        </div>
      }
    >
      <Form key={strategy} action={action} submit="Continue" pending="Checking…">
        <input type="hidden" name="attempt" value={signInId} />
        {strategy !== "backup_code" && <input type="hidden" name="strategy" value={strategy} />}
        <SecondFactorField strategy={strategy} />
        <TrustField />
      </Form>
    </Step>
  );
}

const startAgain = (
  <p>
    <a href="/sign-in" className="inline-flex min-h-11 items-center">
      Start again
    </a>
  </p>
);

function Lead({ identifier, strategies, hasPasskey }: Open) {
  const account = <bdi className="break-words text-ink">{identifier}</bdi>;
  if (strategies.length > 0 || hasPasskey)
    return <p>One more proof that it is you who signs in as {account}.</p>;
  return (
    <p>
      The account of {account} needs a second proof, and what you have proven so far cannot be it as well.
      Start again with another method, such as a code to your email address.
    </p>
  );
}

/** The other ways to take the second step: links, and a button for what sends a message. */
function OtherWays(props: Open & { strategy: Strategy | null }) {
  const { signInId, strategies, hasPasskey, phones, strategy, sent } = props;
  const to = (by: Strategy) => `${HERE}?attempt=${signInId}&by=${by}`;
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
            Use your authenticator app
          </a>
        </p>
      )}
      {offersTexts && sent !== null && (
        <p>
          <a href={to("phone_code")} className="inline-flex min-h-11 items-center">
            Type in the code we sent to {sent.masked}
          </a>
        </p>
      )}
      {offersTexts && sent === null && (
        <Methods
          action={sendSecondFactorAction}
          methods={phones.map(({ id, masked }) => ({
            label: `Text message to ${masked}`,
            fields: { attempt: signInId, phone: id },
          }))}
        />
      )}
      {strategies.includes("backup_code") && strategy !== "backup_code" && (
        <p>
          <a href={to("backup_code")} className="inline-flex min-h-11 items-center">
            Use a backup code
          </a>
        </p>
      )}
    </div>
  );
}
