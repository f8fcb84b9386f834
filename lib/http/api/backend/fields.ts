import { z } from "zod";
import { type Cursor, readCursor } from "@/lib/flows/cursor";

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;

/** Longer than any cursor. */
const MAX_CURSOR_LENGTH = 100;

const number = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number);

/** A time in a query: milliseconds since 1970, up to the year 5138. JavaScript and PostgreSQL can both represent it. */
export const timeField = z
  .string()
  .regex(/^\d{1,14}$/)
  .transform((milliseconds) => new Date(Number(milliseconds)));

/** The fields that select a page of a list. */
export const pageFields = {
  limit: number.pipe(z.number().min(1).max(MAX_LIMIT)).default(DEFAULT_LIMIT),
  cursor: z
    .string()
    .max(MAX_CURSOR_LENGTH)
    .transform((text, context): Cursor => {
      const cursor = readCursor(text);
      if (cursor !== null) return cursor;
      context.addIssue({ code: "custom" });
      return z.NEVER;
    })
    .optional(),
};

/** The cursor of the next page of a list. */
export const nextCursor = z
  .string()
  .nullable()
  .describe("Send it as `cursor` to get the next page; null on the last page.");

/** A time in a response. */
export const timestamp = z.int().describe("Milliseconds since 1970.");
