import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { activityPage } from "@/lib/http/activity";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { AccountLayout } from "../account-layout";
import { SuspiciousActivityHint } from "./suspicious-activity-hint";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.activity");
  return { title: t("heading") };
}

const PATH = "/account/activity";

/** The activity page: all events of an account, newest first, in pages. */
export default async function ActivityPage({ searchParams }: { searchParams: SearchParams }) {
  const { user } = await requireActiveSession(PATH);
  const from = singleParam((await searchParams).before);
  const t = await getTranslations("account.activity");
  const { entries, before } = await activityPage(user.id, from);
  return (
    <AccountLayout heading={t("heading")}>
      <div className="mb-6 max-w-[36rem] text-quiet text-pretty">
        <SuspiciousActivityHint />
      </div>
      <ActivityList entries={entries} />
      <p className="mt-6 flex flex-wrap gap-3">
        {before && (
          <a href={`${PATH}?before=${before}`} className="button button-quiet">
            {t("more")}
          </a>
        )}
        {from && (
          <a href={PATH} className="button button-quiet">
            {t("newest")}
          </a>
        )}
      </p>
    </AccountLayout>
  );
}
