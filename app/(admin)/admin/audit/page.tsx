import type { Metadata } from "next";
import { type AuditFilter, listAuditEvents } from "@/lib/flows/audit/list";
import { type AuditQuery, auditFilter, auditQuery } from "@/lib/web/admin/audit-query";
import { requireAdmin } from "@/lib/web/admin/guard";
import { cursorFrom, PAGE_LENGTH } from "@/lib/web/admin/page-query";
import { getTranslations } from "@/lib/web/locale";
import { type SearchParams, single, withQuery } from "@/lib/web/search-params";
import { AdminRoom } from "../admin-room";
import { Pager } from "../pager";
import { Filter } from "./filter";
import { AuditList } from "./list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.audit");
  return { title: t("heading") };
}

const HERE = "/admin/audit";

/** What happened, the newest first, by user, type and days. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(HERE);
  const t = await getTranslations("admin.audit");
  const params = await searchParams;
  const query = auditQuery(params);
  const asked = auditFilter(query);
  return (
    <AdminRoom heading={t("heading")} here={HERE}>
      <Filter query={query} wrong={"wrong" in asked ? asked.wrong : []} />
      {"filter" in asked && <Events query={query} filter={asked.filter} cursor={single(params.cursor)} />}
    </AdminRoom>
  );
}

type EventsProps = { query: AuditQuery; filter: AuditFilter; cursor: string | undefined };

async function Events({ query, filter, cursor: from }: EventsProps) {
  const t = await getTranslations("admin.audit");
  const cursor = cursorFrom(from);
  const { events, nextCursor } = await listAuditEvents({ ...filter, cursor, limit: PAGE_LENGTH });
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
  return (
    <div className="mt-8">
      <AuditList events={events} />
      <Pager path={HERE} query={kept} isLater={cursor !== null} nextCursor={nextCursor} />
      <p className="mt-6">
        <a href={withQuery(`${HERE}/export`, kept)} className="button button-quiet">
          {t("exportCsv")}
        </a>
      </p>
    </div>
  );
}
