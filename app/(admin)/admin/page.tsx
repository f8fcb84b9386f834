import type { Metadata } from "next";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import { readOverview } from "@/lib/flows/admin/overview";
import { requireAdmin } from "@/lib/http/admin/guard";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { AdminLayout } from "./admin-layout";
import { Charts } from "./charts";
import { RejectedChannels } from "./rejected-channels";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.overview");
  return { title: t("heading") };
}

const COUNTS = [
  "users",
  "administrators",
  "locked",
  "compromised",
  "sessions",
  "messagesWaiting",
  "endpointsDisabled",
] as const;

/** The overview of the admin area: counts of at most a minute ago, and the events of the last two weeks. */
export default async function OverviewPage() {
  await requireAdmin("/admin");
  const t = await getTranslations("admin.overview");
  const locale = await requestLocale();
  const overview = await readOverview();
  if (overview === null)
    return (
      <AdminLayout heading={t("heading")} here="/admin">
        <RejectedChannels />
        <p>{t("counting")}</p>
      </AdminLayout>
    );
  const { counts, days, countedAt } = overview;
  return (
    <AdminLayout heading={t("heading")} here="/admin">
      <RejectedChannels />
      <Section
        id="now"
        heading={t("now")}
        lead={t.rich("countedAt", { time: () => <Time at={countedAt} /> })}
      >
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-6 gap-y-5">
          {COUNTS.map((name) => (
            <div key={name} className="flex flex-col-reverse justify-end">
              <dt className="text-quiet">{t(`counts.${name}`)}</dt>
              <dd className="text-2xl font-semibold tabular-nums">{counts[name].toLocaleString(locale)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="days" heading={t("days")} lead={t("daysLead")}>
        <Charts days={days} />
      </Section>
    </AdminLayout>
  );
}
