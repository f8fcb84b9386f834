import type { z } from "zod";

/** A status by which a call is refused, beyond those that every call may be refused by. */
export type ExtraError = 400 | 404 | 429;

/** A call of the API: what it is for, the fields it takes, and what it answers. */
export type ApiEndpoint<
  Request extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType<object> = z.ZodType<object>,
> = { summary: string; request: Request; answer: Answer; refusals: ExtraError[] };

/**
 * Describes a call.
 *
 * @param request the fields of the body, or of the query of a GET: a strict object
 * @param answer a schema with an `id`, by which the description names it
 * @param refusals 400 where it can be the wrong step, 404 where a field names something, 429 where it is counted
 */
export function defineEndpoint<Request extends z.ZodObject, Answer extends z.ZodType<object>>(
  summary: string,
  request: Request,
  answer: Answer,
  refusals: ExtraError[] = [],
): ApiEndpoint<Request, Answer> {
  return { summary, request, answer, refusals };
}
