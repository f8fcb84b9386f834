import { type Db, Prisma } from "@/lib/db/client";

/** As many characters of an id as tell it from a word. */
const MIN_ID_CHARACTERS = 8;

/** From so many matches on, putting all of them in order would take longer than going through users. */
const MANY = 10_000;

const HEX_ID = /^[\da-f]{8}(-[\da-f]{0,4}){0,3}(-[\da-f]{0,12})?$/;

const TYPED_NUMBER = /^\+?[\s().-]*\d[\d\s().-]*$/;

/** A text as the beginning in a LIKE. */
const beginsWith = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

/** What is looked for in one place: as the ids of all who match, and as a condition on one user `u`. */
type Part = { ids: Prisma.Sql; holds: Prisma.Sql };

/**
 * The condition that an address, number or name of a user `u`, or their id, begins with what was typed. Few who match are
 * looked up by the indexes and put in order; among many, the newest are soon found by going through users in theirs.
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

/** As a value rather than by EXISTS, for which all who match might be gathered first. */
function inRows(table: "EmailAddress" | "PhoneNumber", condition: Prisma.Sql): Part {
  const rows = Prisma.raw(`"${table}"`);
  return {
    ids: Prisma.sql`SELECT "userId" AS id FROM ${rows} WHERE ${condition}`,
    holds: Prisma.sql`(SELECT true FROM ${rows} WHERE "userId" = u.id AND ${condition} LIMIT 1)`,
  };
}

/** As addresses are stored: see `normalizeEmailAddress`. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** As numbers are stored: with a plus, and nothing but digits. */
function asNumber(typed: string): string {
  return `+${typed.replace(/\D/g, "").replace(/^00/, "")}`;
}

/** Ids are compared as such, so that their own index answers. */
function idRange(typed: string): Prisma.Sql[] {
  if (typed.length < MIN_ID_CHARACTERS || !HEX_ID.test(typed)) return [];
  const [lowest, highest] = ["0", "f"].map((digit) => fill(typed, digit));
  return [Prisma.sql`id BETWEEN ${lowest}::uuid AND ${highest}::uuid`];
}

function fill(typed: string, digit: string): string {
  return typed.replaceAll("-", "").padEnd(32, digit);
}
