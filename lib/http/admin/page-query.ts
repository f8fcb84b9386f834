import { z } from "zod";
import { type Cursor, readCursor } from "@/lib/flows/cursor";

/** The number of rows on a page of a list. */
export const PAGE_LENGTH = 30;

/** The maximum length of a search text, in characters. */
const MAX_TEXT_LENGTH = 256;

/** Parses the cursor in a page's URL. Returns `null`, the first page, for any other value. */
export function cursorFrom(value: string | undefined): Cursor | null {
  return value === undefined ? null : readCursor(value);
}

/** Normalizes the search text in a page's URL. Removes NUL, which PostgreSQL does not accept. */
export function textFrom(value: string | undefined): string {
  return (value ?? "").replaceAll("\0", "").trim().slice(0, MAX_TEXT_LENGTH);
}

/** Returns the id in a page's path, or `null` if it is not a UUID. */
export function idFrom(value: string): string | null {
  return z.uuid().safeParse(value).data ?? null;
}
