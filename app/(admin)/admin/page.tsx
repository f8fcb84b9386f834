import type { Metadata } from "next";
import { Section } from "@/app/_ui/section";
import { readCounts, readDays } from "@/lib/flows/overview";
import { requireAdmin } from "@/lib/web/guard";
import { AdminRoom } from "./admin-room";
import { Charts } from "./charts";

export const metadata: Metadata = { title: "Administration" };

/** How things stand, and what happened in the last two weeks. */
export default async function OverviewPage() {
  await requireAdmin("/admin");
  const counts = await readCounts();
  const days = await readDays();
  const shown: [string, number][] = [
    ["Users", counts.users],
    ["Administrators", counts.administrators],
    ["Locked", counts.locked],
    ["Compromised passwords", counts.compromised],
    ["Sessions", counts.sessions],
    ["Messages waiting", counts.messagesWaiting],
    ["Endpoints disabled", counts.endpointsDisabled],
  ];
  return (
    <AdminRoom heading="Administration" here="/admin">
      <Section id="now" heading="Now">
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-6 gap-y-5">
          {shown.map(([name, count]) => (
            <div key={name} className="flex flex-col-reverse justify-end">
              <dt className="text-quiet">{name}</dt>
              <dd className="text-2xl font-semibold tabular-nums">{count.toLocaleString("en-GB")}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section
        id="days"
        heading="The last 14 days"
        lead="Each bar is one day, by UTC; the last one is today."
      >
        <Charts days={days} />
      </Section>
    </AdminRoom>
  );
}
