import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { activityPage } from "@/lib/web/activity";
import { requireActiveSession } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { type SearchParams, single } from "@/lib/web/search-params";
import { AccountRoom } from "../account-room";
import { Suspicion } from "./suspicion";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.activity");
  return { title: t("heading") };
}

const HERE = "/account/activity";

/** All that happened to an account, a page at a time, the newest first. */
export default async function ActivityPage({ searchParams }: { searchParams: SearchParams }) {
  const { user } = await requireActiveSession(HERE);
  const from = single((await searchParams).before);
  const t = await getTranslations("account.activity");
  const { entries, before } = await activityPage(user.id, from);
  return (
    <AccountRoom heading={t("heading")}>
      <div className="mb-6 max-w-[36rem] text-quiet text-pretty">
        <Suspicion />
      </div>
      <ActivityList entries={entries} />
      <p className="mt-6 flex flex-wrap gap-3">
        {before && (
          <a href={`${HERE}?before=${before}`} className="button button-quiet">
            {t("more")}
          </a>
        )}
        {from && (
          <a href={HERE} className="button button-quiet">
            {t("newest")}
          </a>
        )}
      </p>
    </AccountRoom>
  );
}
