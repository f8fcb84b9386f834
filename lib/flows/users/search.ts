import { Prisma } from "@/lib/db/client";

/** As many characters of an id as tell it from a word. */
const MIN_ID_CHARACTERS = 8;

const HEX_ID = /^[\da-f]{8}(-[\da-f]{0,4}){0,3}(-[\da-f]{0,12})?$/;

const TYPED_NUMBER = /^\+?[\s().-]*\d[\d\s().-]*$/;

/** A text as the beginning in a LIKE. */
const beginsWith = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * The condition that an address, number or name of a user `u`, or their id, begins with what was typed. Each part is
 * answered by an index.
 */
export function matchesQuery(typed: string): Prisma.Sql {
  const parts = [
    Prisma.sql`SELECT "userId" FROM "EmailAddress" WHERE address COLLATE "C" LIKE ${beginsWith(asciiLowerCase(typed))}`,
    Prisma.sql`SELECT id FROM "User" WHERE lower(name) COLLATE "C" LIKE lower(${beginsWith(typed)})`,
    ...(TYPED_NUMBER.test(typed)
      ? [
          Prisma.sql`SELECT "userId" FROM "PhoneNumber" WHERE number COLLATE "C" LIKE ${beginsWith(asNumber(typed))}`,
        ]
      : []),
    ...idsFrom(typed.toLowerCase()),
  ];
  return Prisma.sql`u.id IN (${Prisma.join(parts, " UNION ")})`;
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
function idsFrom(typed: string): Prisma.Sql[] {
  if (typed.length < MIN_ID_CHARACTERS || !HEX_ID.test(typed)) return [];
  const [lowest, highest] = ["0", "f"].map((digit) => fill(typed, digit));
  return [Prisma.sql`SELECT id FROM "User" WHERE id BETWEEN ${lowest}::uuid AND ${highest}::uuid`];
}

function fill(typed: string, digit: string): string {
  return typed.replaceAll("-", "").padEnd(32, digit);
}
