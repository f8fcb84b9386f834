import { ActionButton } from "@/app/_ui/action-button";
import { Device } from "@/app/_ui/device";
import { IpAddress } from "@/app/_ui/ip-address";
import { Section } from "@/app/_ui/section";
import { SignOut } from "@/app/_ui/sign-out";
import { Time } from "@/app/_ui/time";
import type { OwnSession } from "@/lib/flows/account/sessions";
import { getTranslations } from "@/lib/http/locale";
import { endOtherSessionsAction, endSessionAction } from "./actions";

/** Lists the user's sessions, with a button to sign out of each. */
export async function Devices({ sessions }: { sessions: OwnSession[] }) {
  const t = await getTranslations("account.devices");
  return (
    <Section id="devices" heading={t("heading")} lead={t("lead")}>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <DeviceOf key={session.id} {...session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="mt-6">
          <ActionButton
            action={endOtherSessionsAction}
            label={t("signOutOthers")}
            fields={{}}
            at="/account#devices"
          />
        </div>
      )}
    </Section>
  );
}

async function DeviceOf({ id, userAgent, isCurrent, ipAddress, createdAt, lastActiveAt }: OwnSession) {
  const t = await getTranslations("account.devices");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div id={`device-${id}`} className="min-w-0 wrap-anywhere">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">
            <Device userAgent={userAgent} />
          </span>
          {isCurrent && <span className="ml-2 text-sm font-medium text-ok">{t("current")}</span>}
        </p>
        <p className="mt-1 text-sm text-quiet tabular-nums">
          {ipAddress && (
            <>
              <IpAddress address={ipAddress} />.{" "}
            </>
          )}
          {t.rich("seen", { seen: () => <Time at={lastActiveAt} />, since: () => <Time at={createdAt} /> })}
        </p>
      </div>
      {isCurrent ? (
        <SignOut describedBy={`device-${id}`} />
      ) : (
        <ActionButton
          action={endSessionAction}
          label={t("signOut")}
          describedBy={`device-${id}`}
          fields={{ session: id }}
          at={`/account?of=${id}#devices`}
        />
      )}
    </li>
  );
}
