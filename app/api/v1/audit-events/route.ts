import { auditEventsResponse } from "@/lib/http/api/backend/audit-events";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";

/** Lists audit events, in pages. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /audit-events"], auditEventsResponse);
