import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { Room } from "@/app/_ui/room";
import { Time } from "@/app/_ui/time";
import { readActivity } from "@/lib/flows/activity";
import { requireActiveSession } from "@/lib/web/guard";

export const metadata: Metadata = { title: "Dashboard" };

const SHOWN = 8;

/** An example of a protected page: what a fork puts its own product in place of. */
export default async function DashboardPage() {
  const session = await requireActiveSession("/dashboard");
  const { entries } = await readActivity(session.user.id, { limit: SHOWN });
  return (
    <Room heading="Dashboard">
      <p className="text-quiet">
        Only <bdi className="font-medium text-ink break-words">{session.user.emailAddress}</bdi> can see this
        page. Signed in since <Time at={session.createdAt} />.
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
      <div className="mt-4">
        <ActivityList entries={entries} />
      </div>
    </Room>
  );
}
