import { answerAuditExport } from "@/lib/web/admin/audit-export";

/** The audit log as a file. */
export function GET(request: Request): Promise<Response> {
  return answerAuditExport(request);
}
