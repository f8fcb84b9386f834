import { handleAuditExport } from "@/lib/http/admin/audit-export";

/** The audit log as a file. */
export function GET(request: Request): Promise<Response> {
  return handleAuditExport(request);
}
