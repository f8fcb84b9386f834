import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { openApiDocument } from "@/lib/http/api/openapi";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the OpenAPI document. */
export const GET = apiRoute(API_ENDPOINTS["GET /openapi.json"], async () => ({
  ok: true,
  body: openApiDocument(),
}));
