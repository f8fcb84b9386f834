import { config } from "@/lib/config";
import { authorizeAdmin } from "@/lib/flows/admin/authorize-admin";
import { exportAuditEvents } from "@/lib/flows/admin/export-audit-events";
import { getCaller } from "../caller";
import { getTranslations } from "../locale";
import { redirectToNotFound } from "../not-found";
import { isSameOriginRequest } from "../origin";
import { streamOf } from "../stream";
import { auditFilter, auditQuery } from "./audit-query";
import { requireAdmin } from "./guard";

/**
 * Responds with the audit log as a CSV file. The request is a GET because browsers save only responses to a GET without
 * scripts. It requires an admin and a same-origin request.
 */
export async function handleAuditExport(request: Request): Promise<Response> {
  await requireAdmin("/admin/audit");
  const found = await authorizeAdmin(await getCaller());
  if (!found.ok || !isSameOriginRequest(request.headers)) redirectToNotFound();
  const asked = auditFilter(auditQuery(Object.fromEntries(new URL(request.url).searchParams)));
  if ("wrong" in asked) {
    const t = await getTranslations("admin.audit");
    const words = t("wrongExport", { fields: asked.wrong.join(", ") });
    return new Response(`${words}\n`, { status: 422, headers: NOT_STORED });
  }
  return new Response(streamOf(exportAuditEvents(asked.filter, found.actor)), {
    headers: {
      ...NOT_STORED,
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${config().brand.slug}-audit-log.csv"`,
    },
  });
}

const NOT_STORED = { "Cache-Control": "no-store" };
