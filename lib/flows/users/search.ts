import { domainToASCII } from "node:url";
import { config } from "@/lib/config";
import { type Db, Prisma } from "@/lib/db/client";
import { MAX_TYPED_LENGTH, parseDigits, toAsciiDigits, trimInvisible } from "@/lib/typed-text";

/** Minimum number of characters that distinguish an id from a word. */
const MIN_ID_CHARACTERS = 8;

/** Number of matches from which sorting all of them takes longer than scanning the users in order. */
const MANY = 10_000;

/** The length of the parts that the indexes contain. A shorter query matches only the beginning of a text. */
const GRAM = 3;

/** The characters of a query that are looked up in an index. The rest is compared. */
const MAX_INDEXED_CHARACTERS = 40;

/** Digits that remain of a number without its national prefix, so that they still say something. */
const MIN_NATIONAL_DIGITS = 4;

const HEX_ID = /^[\da-f]{8}(-[\da-f]{0,4}){0,3}(-[\da-f]{0,12})?$/;

const TYPED_NUMBER = /^\+?[\s()./\p{Pd}]*\d[\d\s()./\p{Pd}]*$/u;

/** Escapes the wildcards of LIKE. */
const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A part of the search: a query for the ids of all matching users, and a condition on one user `u`. */
type Part = { ids: Prisma.Sql; holds: Prisma.Sql };

type Table = "User" | "EmailAddress" | "PhoneNumber";

type Column = "address" | "name" | "number" | "username";

/**
 * Creates the condition that a user `u` has the query in an address, number, username or name, or at the beginning of the id, in
 * any case and Unicode form. Looks up few matches by the indexes and sorts them. Among many matches, a scan of the
 * users in order finds the newest sooner.
 */
export async function matchesQuery(db: Db, typed: string): Promise<Prisma.Sql> {
  const text = trimInvisible(typed.slice(0, MAX_TYPED_LENGTH).replaceAll("\0", "")).normalize("NFKC");
  const parts = [
    ...addressForms(text).map((form) => contains("EmailAddress", "address", form)),
    contains("User", "name", text),
    ...(config().usernames ? [contains("User", "username", text)] : []),
    ...numberForms(text).map((form) => contains("PhoneNumber", "number", form)),
    ...idRange(text.toLowerCase()).map((condition) => inRows("User", condition, condition)),
  ];
  const ids = Prisma.join(
    parts.map((part) => part.ids),
    " UNION ALL ",
  );
  const [found] = await db.$queryRaw<[{ some: number }]>`
    SELECT count(*)::int AS some FROM (SELECT id FROM (${ids}) AS found LIMIT ${MANY}) AS counted`;
  if (found.some < MANY) return Prisma.sql`u.id IN (${ids})`;
  const conditions = parts.map(({ holds }) => holds);
  return Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}

/** Creates the part of the search for a text in a column. The index finds candidates, which are then compared. */
function contains(table: Table, name: Column, text: string): Part {
  const column = Prisma.raw(name);
  const folded = Prisma.sql`lower(normalize(${column}, NFKC))`;
  if ([...text].length < GRAM) return beginsWith(table, name, text);
  const holds = Prisma.sql`${folded} LIKE lower(${`%${escaped(text)}%`})`;
  const indexed = [...text].slice(0, MAX_INDEXED_CHARACTERS).join("");
  return inRows(table, Prisma.sql`search_grams(${column}) @> search_grams(${indexed}) AND ${holds}`, holds);
}

function beginsWith(table: Table, name: Column, text: string): Part {
  const column = Prisma.raw(name === "name" ? "lower(name)" : name);
  const condition = Prisma.sql`${column} COLLATE "C" LIKE lower(${`${escaped(text)}%`})`;
  return inRows(table, condition, condition);
}

/**
 * @param indexed the condition on all rows
 * @param holds the condition on the rows of one user
 */
function inRows(table: Table, indexed: Prisma.Sql, holds: Prisma.Sql): Part {
  if (table === "User") return { ids: Prisma.sql`SELECT id FROM "User" WHERE ${indexed}`, holds };
  const rows = Prisma.raw(`"${table}"`);
  return {
    ids: Prisma.sql`SELECT "userId" AS id FROM ${rows} WHERE ${indexed}`,
    // A scalar subquery instead of EXISTS, for which the planner might collect all matches first.
    holds: Prisma.sql`(SELECT true FROM ${rows} WHERE "userId" = u.id AND ${holds} LIMIT 1)`,
  };
}

/** Returns the forms of a query that an address may contain: as typed, and with its domain in the stored ASCII form. */
function addressForms(text: string): string[] {
  const at = text.lastIndexOf("@") + 1;
  const labels = text
    .slice(at)
    .split(".")
    .map((label) => domainToASCII(label) || label);
  return [...new Set([text, text.slice(0, at) + labels.join(".")])];
}

/**
 * Returns the forms of a query that a stored number, a plus sign and digits, may contain: the digits as typed, and
 * without the prefix of an international or national call. None if the query is no part of a number.
 */
function numberForms(typed: string): string[] {
  const text = toAsciiDigits(typed).replace("(0)", "");
  const digits = parseDigits(text).replace(/\D/g, "");
  if (!TYPED_NUMBER.test(text.replace(/\p{Cf}/gu, ""))) return [];
  if (text.startsWith("+") || digits.startsWith("00") || digits.length < GRAM) {
    return [`+${digits.replace(/^00/, "")}`];
  }
  const national = digits.replace(/^0/, "");
  return national === digits || national.length < MIN_NATIONAL_DIGITS ? [digits] : [digits, national];
}

/** Compares ids as UUIDs, so that their index is used. */
function idRange(typed: string): Prisma.Sql[] {
  if (typed.length < MIN_ID_CHARACTERS || !HEX_ID.test(typed)) return [];
  const [lowest, highest] = ["0", "f"].map((digit) => fill(typed, digit));
  return [Prisma.sql`id BETWEEN ${lowest}::uuid AND ${highest}::uuid`];
}

function fill(typed: string, digit: string): string {
  return typed.replaceAll("-", "").padEnd(32, digit);
}
