import type { Metadata } from "next";
import { Room } from "@/app/_ui/room";
import { recentActivity } from "@/lib/flows/activity";
import { requireActiveSession } from "@/lib/web/guard";

export const metadata: Metadata = { title: "Dashboard" };

const SHOWN = 8;
const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** An example of a protected page: what a fork puts its own product in place of. */
export default async function DashboardPage() {
  const session = await requireActiveSession("/dashboard");
  const activity = await recentActivity(session.user.id, SHOWN);
  return (
    <Room heading="Dashboard">
      <p className="text-quiet">
        Only <bdi className="font-medium text-ink break-words">{session.user.emailAddress}</bdi> can see this
        page. Signed in since {time.format(session.createdAt)} UTC.
      </p>
      {session.organization && (
        <p className="mt-2 text-quiet">
          You work in{" "}
          <a href={`/organizations/${session.organization.id}`} className="wrap-anywhere">
            <bdi>{session.organization.name}</bdi>
          </a>
          .
        </p>
      )}
      <h2 className="mt-10 text-xl font-semibold">Recent activity</h2>
      {activity.length === 0 ? (
        <p className="mt-3 text-quiet">Nothing yet. Sign-ins and password changes will show here.</p>
      ) : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {activity.map(({ id, what, device, ipAddress, at }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
              <span>
                {what} <span className="text-quiet">from {device}</span>
              </span>
              <span className="text-quiet tabular-nums">
                {ipAddress && `${ipAddress}, `}
                <time dateTime={at.toISOString()}>{time.format(at)} UTC</time>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Room>
  );
}
