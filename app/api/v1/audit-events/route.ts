import { listAuditEventsSchema, replyAuditEvents } from "@/lib/web/api/backend/audit-events";
import { backendRoute } from "@/lib/web/api/backend/route";

/** The audit log, a page at a time. */
export const GET = backendRoute(listAuditEventsSchema, replyAuditEvents);
