import { z } from "zod";
import { Prisma } from "@/lib/db/client";

/** The last row of a page, after which the next page starts. Rows are sorted by creation time, newest first. */
export type Cursor = { createdAt: Date; id: string };

/** The page to read: the maximum number of rows, and the row it starts after. */
export type Page = { limit: number; cursor: Cursor | null };

const CURSOR = /^(\d{1,14})\.([\da-f-]{36})$/;

/** Encodes a cursor as a string for the next request. */
function writeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString("base64url");
}

/** Decodes the `nextCursor` of `pageOf`; returns `null` for any other string. */
export function readCursor(text: string): Cursor | null {
  const [, at = "", id = ""] = CURSOR.exec(Buffer.from(text, "base64url").toString("latin1")) ?? [];
  return z.uuid().safeParse(id).success ? { createdAt: new Date(Number(at)), id } : null;
}

/**
 * Returns the SQL condition that a row of `alias` comes after a cursor. Rows created meanwhile come before all existing
 * cursors, so no page repeats or omits a row.
 */
export function afterCursor(alias: Prisma.Sql, cursor: Cursor | null): Prisma.Sql {
  if (cursor === null) return Prisma.sql`true`;
  return Prisma.sql`(${alias}."createdAt", ${alias}.id) < (${cursor.createdAt}::timestamptz, ${cursor.id}::uuid)`;
}

/**
 * Returns a page of the rows that were read for it.
 *
 * @param rows up to `limit` + 1 rows
 */
export function pageOf<Row extends Cursor>(
  rows: Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), nextCursor: last && rows.length > limit ? writeCursor(last) : null };
}
