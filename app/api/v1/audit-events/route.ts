import { replyAuditEvents } from "@/lib/web/api/backend/audit-events";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";

/** The audit log, a page at a time. */
export const GET = backendRoute(BACKEND_CALLS["GET /audit-events"], replyAuditEvents);
