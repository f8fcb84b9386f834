import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { AppShell } from "@/app/_ui/app-shell";
import { FeatureParts } from "@/app/_ui/features";
import { Time } from "@/app/_ui/time";
import { readActivity } from "@/lib/flows/activity";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { userLabel } from "@/lib/sessions/find";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.dashboard");
  return { title: t("heading") };
}

const SHOWN = 8;

/** An example of a protected page. A fork replaces it with its own product. */
export default async function DashboardPage() {
  const session = await requireActiveSession("/dashboard");
  const t = await getTranslations("account.dashboard");
  const { entries } = await readActivity(session.user.id, { limit: SHOWN });
  return (
    <AppShell heading={t("heading")}>
      <p className="text-quiet">
        {t.rich("lead", {
          who: () => <bdi className="font-medium text-ink break-words">{userLabel(session.user)}</bdi>,
          since: () => <Time at={session.createdAt} />,
        })}
      </p>
      <FeatureParts part="DashboardLine" />
      <h2 className="mt-10 text-xl font-semibold">{t("recent")}</h2>
      <div className="mt-4">
        <ActivityList entries={entries} />
      </div>
    </AppShell>
  );
}
