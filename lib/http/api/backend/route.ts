import type { z } from "zod";
import type { Actor } from "@/lib/audit";
import { config } from "@/lib/config";
import { failure, type Result } from "@/lib/errors";
import { rejectSecretKey } from "@/lib/flows/secret-key";
import { hasBearerToken } from "@/lib/http/bearer";
import { getRequestMetadata } from "@/lib/http/caller";
import { isSameOriginRequest } from "@/lib/http/origin";
import type { ApiEndpoint } from "../api-endpoint";
import { handler, readRequest } from "../handler";

/** The actor of a request, and the id in its path: a UUID, or an empty string if the path has none. */
export type BackendEndpoint = { actor: Actor; id: string };

/**
 * Creates a handler of the backend API, which requires a `SECRET_KEY`. Cookies and sessions are ignored, and
 * cross-origin requests are rejected even if the settings allow their origin. Responds as `handler` does. Without
 * configured keys it responds with `resource_not_found`.
 *
 * @param call the endpoint: the schemas of its request and response
 * @param act the action of the endpoint
 */
export function backendRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiEndpoint<Fields, Answer>,
  act: (input: z.output<Fields>, call: BackendEndpoint) => Promise<Result<{ body: z.output<Answer> }>>,
) {
  return handler(async (request, ids) => {
    const { secretKeys } = config();
    if (secretKeys.length === 0) return failure("resource_not_found", {}, { key: "nothing_here" });
    if (!isSameOriginRequest(request.headers)) return failure("request_forbidden");
    const metadata = getRequestMetadata(request.headers);
    if (!secretKeys.some((key) => hasBearerToken(request.headers, key))) {
      return rejectSecretKey({ isGuess: request.headers.has("authorization") }, metadata);
    }
    const read = await readRequest(request, ids, schema);
    if (!read.ok) return read;
    return act(read.input, { actor: { by: "secret_key", userId: null, metadata }, id: ids.id });
  });
}
