import type { z } from "zod";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { isAllowedApiOrigin } from "../origin";
import type { ApiEndpoint } from "./api-endpoint";
import { identifyClient, type SessionChange } from "./client";
import { corsHeaders } from "./cors";
import { handler, type PathIds, readRequest } from "./handler";

/** The result of a route: the body, and the session change for the client, if any. */
export type ApiResponse<Body extends object = object> = { body: Body; session?: SessionChange };

/** The caller of a route, and the IDs in its path: UUIDs, or empty strings where the path has none. */
export type Call = { caller: Caller } & PathIds;

/**
 * Creates a handler of the client API. Rejects other origins, identifies the client, parses the fields, and responds as
 * `handler` does.
 *
 * @param call the endpoint: the schemas of its request and response
 * @param act the action of the endpoint
 */
export function apiRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiEndpoint<Fields, Answer>,
  act: (input: z.output<Fields>, call: Call) => Promise<Result<ApiResponse<z.output<Answer>>>>,
) {
  return handler(async (request, ids) => {
    if (!isAllowedApiOrigin(request.headers)) return failure("request_forbidden");
    const client = await identifyClient(request.headers);
    if (client === null) return failure("authentication_invalid");
    const read = await readRequest(request, ids, schema);
    if (!read.ok) return read;
    const reply = await act(read.input, { caller: client.caller, ...ids });
    if (!reply.ok) return reply;
    const begins = request.method !== "GET";
    return { ...reply, headers: begins ? await client.writeCredentials(reply.session) : {} };
  }, corsHeaders);
}
