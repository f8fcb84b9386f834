import type { z } from "zod";
import type { Actor } from "@/lib/audit";
import { config } from "@/lib/config";
import { failure, type Result } from "@/lib/errors";
import { refuseSecretKey } from "@/lib/flows/secret-key";
import { carriesBearer } from "../../bearer";
import { requestFacts } from "../../caller";
import { isOwnRequest } from "../../origin";
import type { ApiCall } from "../call";
import { handler, readRequest } from "../handler";

/** Who calls a route, and the id in its path: a UUID, or empty where the path has none. */
export type BackendCall = { actor: Actor; id: string };

/**
 * Makes a handler of the backend API, for whoever carries a `SECRET_KEY`: no cookie and no session counts, and no page of
 * another origin is answered, whatever the settings allow. Answers as `handler` does; without keys there is nothing here.
 *
 * @param call its row in the table of calls: what is parsed by it, and what is answered
 * @param act the case itself
 */
export function backendRoute<Fields extends z.ZodObject, Answer extends z.ZodType<object>>(
  { request: schema }: ApiCall<Fields, Answer>,
  act: (input: z.output<Fields>, call: BackendCall) => Promise<Result<{ body: z.output<Answer> }>>,
) {
  return handler(async (request, id) => {
    const { secretKeys } = config();
    if (secretKeys.length === 0) return failure("resource_not_found", {}, { key: "nothing_here" });
    if (!isOwnRequest(request.headers)) return failure("request_forbidden");
    const facts = requestFacts(request.headers);
    if (!secretKeys.some((key) => carriesBearer(request.headers, key))) {
      return refuseSecretKey({ isGuess: request.headers.has("authorization") }, facts);
    }
    const read = await readRequest(request, id, schema);
    if (!read.ok) return read;
    return act(read.input, { actor: { by: "secret_key", userId: null, facts }, id });
  });
}
