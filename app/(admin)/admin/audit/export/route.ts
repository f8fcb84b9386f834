import { handleAuditExport } from "@/lib/http/admin/audit-export";

/** Downloads the audit log. */
export function GET(request: Request): Promise<Response> {
  return handleAuditExport(request);
}
