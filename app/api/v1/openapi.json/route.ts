import { CALLS } from "@/lib/web/api/calls";
import { openApiDocument } from "@/lib/web/api/openapi";
import { apiRoute } from "@/lib/web/api/route";

/** The API, described for machines. */
export const GET = apiRoute(CALLS["GET /openapi.json"], async () => ({ ok: true, body: openApiDocument() }));
