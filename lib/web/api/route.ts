import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { failure, type LatchkeyError, type Result, statusOfError } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { requestFacts } from "../caller";
import { mayUseApi } from "../origin";
import { unavailable } from "../unavailable";
import type { ApiCall } from "./call";
import { type Held, identifyClient } from "./client";
import { corsHeaders } from "./cors";
import { readInput } from "./input";

/** What a route answers: the body, and what the client is to hold from now on, if that changes. */
export type Reply<Body extends object = object> = { body: Body; session?: Held };

/** Who calls a route, and the id in its path: a UUID, or empty where the path has none. */
export type Call = { caller: Caller; id: string };

type Answered = Result<Reply & { headers: Record<string, string> }>;

/** Where a path has no parameters, Next gives none rather than an empty object. */
type Context = { params: Promise<{ id?: string } | undefined> };

/**
 * Makes a handler of the API: refuses other origins, tells who calls, parses what was sent, and answers in JSON. Errors
 * of the case become the answer, with their status; one that is thrown becomes a 503 that tells nothing.
 *
 * @param call its row in the table of calls: what is parsed by it, and what is answered
 * @param act the case itself
 */
export function apiRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiCall<Fields, Answer>,
  act: (input: z.output<Fields>, call: Call) => Promise<Result<Reply<z.output<Answer>>>>,
) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const cors = corsHeaders(request.headers);
    try {
      const id = (await params)?.id ?? "";
      const answered = await answer(request, id, schema, act);
      if (!answered.ok) return refuse(answered.errors, cors);
      return json(answered.body, 200, { ...cors, ...answered.headers });
    } catch (error) {
      unstable_rethrow(error);
      return refuse([unavailable(error, requestFacts(request.headers).requestId)], cors);
    }
  };
}

async function answer<Schema extends z.ZodObject>(
  request: Request,
  id: string,
  schema: Schema,
  act: (input: z.output<Schema>, call: Call) => Promise<Result<Reply>>,
): Promise<Answered> {
  if (!mayUseApi(request.headers)) return failure("request_forbidden");
  const client = await identifyClient(request.headers);
  if (client === null) return failure("authentication_invalid");
  if (id !== "" && !z.uuid().safeParse(id).success) return failure("resource_not_found");
  const read = await readInput(request, schema);
  if (!read.ok) return read;
  const reply = await act(read.input, { caller: client.caller, id });
  if (!reply.ok) return reply;
  const begins = request.method !== "GET";
  return { ...reply, headers: begins ? await client.hold(reply.session) : {} };
}

function refuse(errors: [LatchkeyError, ...LatchkeyError[]], headers: Record<string, string>): Response {
  const [{ code, meta }] = errors;
  const wait = meta.retryAfterSeconds ?? meta.lockoutExpiresInSeconds;
  return json({ errors }, statusOfError(code), {
    ...headers,
    ...(wait !== undefined && { "Retry-After": String(wait) }),
    ...(code === "authentication_invalid" && { "WWW-Authenticate": "Bearer" }),
  });
}

function json(body: object, status: number, headers: Record<string, string>): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
