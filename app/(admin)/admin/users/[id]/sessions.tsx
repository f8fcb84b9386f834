import { ActionButton } from "@/app/_ui/action-button";
import { ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice } from "@/app/_ui/confirmation-form";
import { Device } from "@/app/_ui/device";
import { IpAddress } from "@/app/_ui/ip-address";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import type { UserSession } from "@/lib/flows/admin/user-details";
import { getTranslations } from "@/lib/http/locale";
import { endUserSessionAction, signOutEverywhereAction } from "./actions";

type SessionsProps = { userId: string; who: string; sessions: UserSession[] };

/** Lists a user's sessions, with a button to revoke each. */
export async function Sessions({ userId, who, sessions }: SessionsProps) {
  const t = await getTranslations("admin.user.sessions");
  const at = `/admin/users/${userId}#sessions`;
  return (
    <Section id="sessions" heading={t("heading")} {...(sessions.length === 0 && { lead: t("empty") })}>
      {sessions.length === 0 && <ActionNotice action={signOutEverywhereAction} at={at} />}
      {sessions.length > 0 && (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {sessions.map((session) => (
              <Session key={session.id} userId={userId} session={session} />
            ))}
          </ul>
          <div className="mt-6">
            <ConfirmedAction
              id="sign-out-everywhere"
              action={signOutEverywhereAction}
              label={t("signOutEverywhere")}
              heading={t("signingOut.heading", { who })}
              consequence={t("signingOut.consequence", { count: sessions.length })}
              submit={t("signingOut.submit")}
              fields={{ user: userId }}
              at={at}
            />
          </div>
        </>
      )}
    </Section>
  );
}

async function Session({ userId, session }: { userId: string; session: UserSession }) {
  const t = await getTranslations("admin.user.sessions");
  const { id, userAgent, ipAddress, createdAt, lastActiveAt } = session;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div id={`session-${id}`} className="min-w-0 wrap-anywhere">
        <p className="inline-block first-letter:uppercase">
          <Device userAgent={userAgent} />
        </p>
        <p className="mt-1 text-sm text-quiet tabular-nums">
          {ipAddress && (
            <>
              <IpAddress address={ipAddress} />.{" "}
            </>
          )}
          {t.rich("times", {
            seen: () => <Time at={lastActiveAt} />,
            since: () => <Time at={createdAt} />,
          })}
        </p>
      </div>
      <ActionButton
        action={endUserSessionAction}
        label={t("signOut")}
        describedBy={`session-${id}`}
        fields={{ user: userId, session: id }}
        at={`/admin/users/${userId}?of=${id}#sessions`}
      />
    </li>
  );
}
