import type { z } from "zod";

/** An error status of an endpoint, in addition to those that every endpoint can return. */
export type ExtraError = 400 | 404 | 429;

/** An endpoint of the API: its summary, its request fields and its response. */
export type ApiEndpoint<
  Request extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType<object> = z.ZodType<object>,
> = { summary: string; request: Request; answer: Answer; refusals: ExtraError[] };

/**
 * Defines an endpoint.
 *
 * @param request the fields of the body, or of the query of a GET: a strict object
 * @param answer a schema with an `id`, which names it in the OpenAPI document
 * @param refusals 400 if the endpoint depends on the step, 404 if a field references a resource, 429 if it is rate
 *   limited
 */
export function defineEndpoint<Request extends z.ZodObject, Answer extends z.ZodType<object>>(
  summary: string,
  request: Request,
  answer: Answer,
  refusals: ExtraError[] = [],
): ApiEndpoint<Request, Answer> {
  return { summary, request, answer, refusals };
}
