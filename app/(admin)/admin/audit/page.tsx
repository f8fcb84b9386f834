import type { Metadata } from "next";
import { type AuditFilter, listAuditEvents } from "@/lib/flows/audit/list";
import { type AuditQuery, auditFilter, auditQuery } from "@/lib/http/admin/audit-query";
import { requireAdmin } from "@/lib/http/admin/guard";
import { cursorFrom, PAGE_LENGTH } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam, withQuery } from "@/lib/http/paths";
import { AdminLayout } from "../admin-layout";
import { Pager } from "../pager";
import { Filter } from "./filter";
import { AuditList } from "./list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.audit");
  return { title: t("heading") };
}

const PATH = "/admin/audit";

/** The audit log, newest first, filtered by user, type and dates. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(PATH);
  const t = await getTranslations("admin.audit");
  const params = await searchParams;
  const query = auditQuery(params);
  const asked = auditFilter(query);
  return (
    <AdminLayout heading={t("heading")} here={PATH}>
      <Filter query={query} wrong={"wrong" in asked ? asked.wrong : []} />
      {"filter" in asked && (
        <Events query={query} filter={asked.filter} cursor={singleParam(params.cursor)} />
      )}
    </AdminLayout>
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
      <Pager path={PATH} query={kept} isLater={cursor !== null} nextCursor={nextCursor} />
      <p className="mt-6">
        <a href={withQuery(`${PATH}/export`, kept)} className="button button-quiet">
          {t("exportCsv")}
        </a>
      </p>
    </div>
  );
}
