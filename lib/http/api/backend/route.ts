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

/** Who calls a route, and the id in its path: a UUID, or empty where the path has none. */
export type BackendEndpoint = { actor: Actor; id: string };

/**
 * Makes a handler of the backend API, for whoever carries a `SECRET_KEY`: no cookie and no session counts, and no page of
 * another origin is answered, whatever the settings allow. Answers as `handler` does; without keys there is nothing here.
 *
 * @param call its row in the table of calls: what is parsed by it, and what is answered
 * @param act the case itself
 */
export function backendRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiEndpoint<Fields, Answer>,
  act: (input: z.output<Fields>, call: BackendEndpoint) => Promise<Result<{ body: z.output<Answer> }>>,
) {
  return handler(async (request, id) => {
    const { secretKeys } = config();
    if (secretKeys.length === 0) return failure("resource_not_found", {}, { key: "nothing_here" });
    if (!isSameOriginRequest(request.headers)) return failure("request_forbidden");
    const metadata = getRequestMetadata(request.headers);
    if (!secretKeys.some((key) => hasBearerToken(request.headers, key))) {
      return rejectSecretKey({ isGuess: request.headers.has("authorization") }, metadata);
    }
    const read = await readRequest(request, id, schema);
    if (!read.ok) return read;
    return act(read.input, { actor: { by: "secret_key", userId: null, metadata }, id });
  });
}
