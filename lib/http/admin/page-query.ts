import { z } from "zod";
import { type Cursor, readCursor } from "@/lib/flows/cursor";

/** How many rows a page of a list shows. */
export const PAGE_LENGTH = 30;

/** No text that is looked for needs to be longer. */
const MAX_TEXT_LENGTH = 256;

/** The place in a list that a page's URL names; the beginning for anything else. */
export function cursorFrom(value: string | undefined): Cursor | null {
  return value === undefined ? null : readCursor(value);
}

/** A text that is looked for, as a page's URL has it. The database takes no NUL. */
export function textFrom(value: string | undefined): string {
  return (value ?? "").replaceAll("\0", "").trim().slice(0, MAX_TEXT_LENGTH);
}

/** An id in a page's path, or `null`. */
export function idFrom(value: string): string | null {
  return z.uuid().safeParse(value).data ?? null;
}
