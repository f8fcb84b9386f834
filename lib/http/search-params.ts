/** A page's query as Next gives it. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** A query parameter that stands there once; one given twice counts as absent. */
export function singleParam(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * The path of a page with the attempt that it shows, for one asked for without: a page that shows the newest attempt would
 * show another one once it is rendered again.
 *
 * @returns `null` where the query names an attempt
 */
export function withAttempt(
  path: string,
  query: Record<string, string | string[] | undefined>,
  attempt: string,
): string | null {
  return singleParam(query.attempt) === undefined ? withQuery(path, { ...query, attempt }) : null;
}

/** A path with query parameters; those given twice or not at all are left out. */
export function withQuery(path: string, query: Record<string, string | string[] | undefined>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
