import { auditEventsResponse } from "@/lib/http/api/backend/audit-events";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";

/** The audit log, a page at a time. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /audit-events"], auditEventsResponse);
