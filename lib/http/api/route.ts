import type { z } from "zod";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { isAllowedApiOrigin } from "../origin";
import type { ApiEndpoint } from "./api-endpoint";
import { identifyClient, type SessionChange } from "./client";
import { corsHeaders } from "./cors";
import { handler, readRequest } from "./handler";

/** What a route answers: the body, and what the client is to hold from now on, if that changes. */
export type ApiResponse<Body extends object = object> = { body: Body; session?: SessionChange };

/** Who calls a route, and the id in its path: a UUID, or empty where the path has none. */
export type Call = { caller: Caller; id: string };

/**
 * Makes a handler of the API: refuses other origins, tells who calls, parses what was sent, and answers as `handler` does.
 *
 * @param call its row in the table of calls: what is parsed by it, and what is answered
 * @param act the case itself
 */
export function apiRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiEndpoint<Fields, Answer>,
  act: (input: z.output<Fields>, call: Call) => Promise<Result<ApiResponse<z.output<Answer>>>>,
) {
  return handler(async (request, id) => {
    if (!isAllowedApiOrigin(request.headers)) return failure("request_forbidden");
    const client = await identifyClient(request.headers);
    if (client === null) return failure("authentication_invalid");
    const read = await readRequest(request, id, schema);
    if (!read.ok) return read;
    const reply = await act(read.input, { caller: client.caller, id });
    if (!reply.ok) return reply;
    const begins = request.method !== "GET";
    return { ...reply, headers: begins ? await client.hold(reply.session) : {} };
  }, corsHeaders);
}
