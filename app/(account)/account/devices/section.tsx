import { ActButton } from "@/app/_ui/act-button";
import { Device } from "@/app/_ui/device";
import { Section } from "@/app/_ui/section";
import { SignOut } from "@/app/_ui/sign-out";
import { Time } from "@/app/_ui/time";
import type { OwnSession } from "@/lib/flows/account/sessions";
import { endOtherSessionsAction, endSessionAction } from "./actions";

/** Where somebody is signed in, and the way out of each. */
export function Devices({ sessions }: { sessions: OwnSession[] }) {
  return (
    <Section
      id="devices"
      heading="Devices"
      lead="Where you are signed in. What you sign out here ends at once."
    >
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <DeviceOf key={session.id} {...session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="mt-6">
          <ActButton
            action={endOtherSessionsAction}
            label="Sign out of all other devices"
            fields={{}}
            at="/account#devices"
          />
        </div>
      )}
    </Section>
  );
}

function DeviceOf({ id, userAgent, isCurrent, ipAddress, createdAt, lastActiveAt }: OwnSession) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div id={`device-${id}`} className="min-w-0 wrap-anywhere">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">
            <Device userAgent={userAgent} />
          </span>
          {isCurrent && <span className="ml-2 text-sm font-medium text-ok">This device</span>}
        </p>
        <p className="mt-1 text-sm text-quiet tabular-nums">
          {ipAddress && `${ipAddress}. `}
          Last seen <Time at={lastActiveAt} />. Signed in <Time at={createdAt} />.
        </p>
      </div>
      {isCurrent ? (
        <SignOut describedBy={`device-${id}`} />
      ) : (
        <ActButton
          action={endSessionAction}
          label="Sign out"
          describedBy={`device-${id}`}
          fields={{ session: id }}
          at={`/account?of=${id}#devices`}
        />
      )}
    </li>
  );
}
