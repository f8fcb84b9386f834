import { type Db, Prisma } from "@/lib/db/client";

/** Minimum number of characters that distinguish an id from a word. */
const MIN_ID_CHARACTERS = 8;

/** Number of matches from which sorting all of them takes longer than scanning the users in order. */
const MANY = 10_000;

const HEX_ID = /^[\da-f]{8}(-[\da-f]{0,4}){0,3}(-[\da-f]{0,12})?$/;

const TYPED_NUMBER = /^\+?[\s().-]*\d[\d\s().-]*$/;

/** Returns a text as the prefix pattern of a LIKE. */
const beginsWith = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

/** A part of the search: a query for the ids of all matching users, and a condition on one user `u`. */
type Part = { ids: Prisma.Sql; holds: Prisma.Sql };

/**
 * Creates the condition that an address, number, name or id of a user `u` begins with the query. Looks up few matches by the
 * indexes and sorts them. Among many matches, a scan of the users in order finds the newest sooner.
 */
export async function matchesQuery(db: Db, typed: string): Promise<Prisma.Sql> {
  const parts = [
    inRows("EmailAddress", Prisma.sql`address COLLATE "C" LIKE ${beginsWith(asciiLowerCase(typed))}`),
    inUser(Prisma.sql`lower(name) COLLATE "C" LIKE lower(${beginsWith(typed)})`),
    ...(TYPED_NUMBER.test(typed)
      ? [inRows("PhoneNumber", Prisma.sql`number COLLATE "C" LIKE ${beginsWith(asNumber(typed))}`)]
      : []),
    ...idRange(typed.toLowerCase()).map(inUser),
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

function inUser(condition: Prisma.Sql): Part {
  return { ids: Prisma.sql`SELECT id FROM "User" WHERE ${condition}`, holds: condition };
}

/** Compares a scalar subquery instead of EXISTS, for which the planner might collect all matches first. */
function inRows(table: "EmailAddress" | "PhoneNumber", condition: Prisma.Sql): Part {
  const rows = Prisma.raw(`"${table}"`);
  return {
    ids: Prisma.sql`SELECT "userId" AS id FROM ${rows} WHERE ${condition}`,
    holds: Prisma.sql`(SELECT true FROM ${rows} WHERE "userId" = u.id AND ${condition} LIMIT 1)`,
  };
}

/** Lowercases ASCII letters, as addresses are stored. See `normalizeEmailAddress`. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Converts a number to the form in which numbers are stored: a plus sign and digits. */
function asNumber(typed: string): string {
  return `+${typed.replace(/\D/g, "").replace(/^00/, "")}`;
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
