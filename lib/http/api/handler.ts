import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { type FlowError, failure, type Result, statusOfError } from "@/lib/errors";
import type { Locale } from "@/lib/i18n/locales";
import { localizeError } from "@/lib/localize-error";
import { getRequestMetadata } from "../caller";
import { requestLocale } from "../locale";
import { toPublicError } from "../public-error";
import { errorResource } from "./errors";
import { readInput } from "./input";

/** The result of a request: the body, and additional headers of this response. */
type Answered = Result<{ body: object; headers?: Record<string, string> }>;

/** Next.js passes `undefined` instead of an empty object if the path has no parameters. */
type Context = { params: Promise<Record<string, string> | undefined> };

/** The unchecked IDs in the path of a request; an empty string for one that the path does not have. */
export type PathIds = {
  /** The parameter `id`. */
  id: string;
  /** The other parameter: the ID of an item that belongs to the resource `id`. */
  itemId: string;
};

function idsOf({ id = "", ...others }: Record<string, string> = {}): PathIds {
  const [itemId = ""] = Object.values(others);
  return { id, itemId };
}

/**
 * Creates a handler that responds in JSON. Errors of the flow become an error response with their status, in the
 * requested language. An exception becomes a 503 that does not reveal the cause.
 *
 * @param answer receives the request and the unchecked IDs in its path
 * @param headersFor returns the headers of every response to a request
 */
export function handler(
  answer: (request: Request, ids: PathIds) => Promise<Answered>,
  headersFor: (requestHeaders: Headers) => Record<string, string> = () => ({}),
) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const headers = headersFor(request.headers);
    const locale = await requestLocale();
    try {
      const answered = await answer(request, idsOf(await params));
      if (!answered.ok) return rejection(answered.errors, locale, headers);
      return json(answered.body, 200, { ...headers, ...answered.headers });
    } catch (error) {
      unstable_rethrow(error);
      return rejection(
        [toPublicError(error, getRequestMetadata(request.headers).requestId)],
        locale,
        headers,
      );
    }
  };
}

/**
 * Reads the fields of a request.
 *
 * @param ids the IDs in its path
 * @returns the fields; or `resource_not_found` for an ID that is not a UUID, and the errors of `readInput`
 */
export async function readRequest<Schema extends z.ZodObject>(
  request: Request,
  ids: PathIds,
  schema: Schema,
): Promise<Result<{ input: z.output<Schema> }>> {
  const isKnown = Object.values(ids).every((id) => id === "" || z.uuid().safeParse(id).success);
  if (!isKnown) return failure("resource_not_found");
  return readInput(request, schema);
}

function rejection(
  rejected: [FlowError, ...FlowError[]],
  locale: Locale,
  headers: Record<string, string>,
): Response {
  const [{ code, meta }] = rejected;
  const errors = rejected.map((error) => errorResource(localizeError(error, locale)));
  const wait = meta.retryAfterSeconds ?? meta.lockoutExpiresInSeconds;
  return json({ errors }, statusOfError(code), {
    ...headers,
    "Content-Language": locale,
    ...(typeof wait === "number" && { "Retry-After": String(wait) }),
    ...(code === "authentication_invalid" && { "WWW-Authenticate": "Bearer" }),
  });
}

function json(body: object, status: number, headers: Record<string, string>): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
