import { noInput } from "@/lib/web/api/fields";
import { openApiDocument } from "@/lib/web/api/openapi";
import { apiRoute } from "@/lib/web/api/route";

/** The API, described for machines. */
export const GET = apiRoute(noInput, async () => ({ ok: true, body: openApiDocument() }));
