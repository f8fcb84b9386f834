import { z } from "zod";
import { Prisma } from "@/lib/db/client";

/** The last row of a page, by which the next one begins: rows are in the order of their making, the newest first. */
export type Cursor = { createdAt: Date; id: string };

/** Which page to read: how many rows at most, and after which one. */
export type Page = { limit: number; cursor: Cursor | null };

const CURSOR = /^(\d{1,14})\.([\da-f-]{36})$/;

/** A cursor as one text, for whoever asks for the next page. */
function writeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString("base64url");
}

/** Reads what `pageOf` gave as its `nextCursor`; `null` for anything else. */
export function readCursor(text: string): Cursor | null {
  const [, at = "", id = ""] = CURSOR.exec(Buffer.from(text, "base64url").toString("latin1")) ?? [];
  return z.uuid().safeParse(id).success ? { createdAt: new Date(Number(at)), id } : null;
}

/**
 * The condition that a row of `alias` comes after a cursor. Rows that are made meanwhile come before every cursor there is,
 * so no page shows one twice or leaves one out.
 */
export function afterCursor(alias: Prisma.Sql, cursor: Cursor | null): Prisma.Sql {
  if (cursor === null) return Prisma.sql`true`;
  return Prisma.sql`(${alias}."createdAt", ${alias}.id) < (${cursor.createdAt}::timestamptz, ${cursor.id}::uuid)`;
}

/**
 * Makes a page of the rows found for it.
 *
 * @param rows one more than `limit`, if there are so many
 */
export function pageOf<Row extends Cursor>(
  rows: Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), nextCursor: last && rows.length > limit ? writeCursor(last) : null };
}
