import { createHash } from "node:crypto";

/**
 * How many statements a connection prepares at most. Each costs the server memory for as long as the connection lives.
 */
const MAX_NAMED = 200;
/** How many texts are remembered that were sent once. */
const MAX_SEEN = 500;

/** The name of PostgreSQL's unnamed statement, which the next one replaces. */
const UNNAMED = "";

/** A statement as the adapter sends it. */
type Statement = { sql: string; args: readonly unknown[] };

/** A search or a page of a list. The best plan depends on the values, so the server plans it for each execution. */
const IS_PLANNED_BY_VALUES = /\bLIKE\b|\bORDER BY\b[^()]*\bLIMIT \$\d/;
/** A list of values: each length is another statement. */
const VARIES_IN_LENGTH = /\bIN \(\$\d+,|\), ?\(\$\d/;
/** All columns of a table. A prepared statement fails forever once a migration adds a column to its result. */
const RETURNS_ALL_COLUMNS = /(\bSELECT |\bRETURNING |\.)\*/;

function canBePrepared({ sql, args }: Statement): boolean {
  return (
    args.length > 0 &&
    !IS_PLANNED_BY_VALUES.test(sql) &&
    !VARIES_IN_LENGTH.test(sql) &&
    !RETURNS_ALL_COLUMNS.test(sql)
  );
}

/**
 * Creates a function that names the statements which are worth preparing. PostgreSQL parses a named statement once for
 * each connection, and plans it a few times. A text gets a name when it is sent for the second time.
 *
 * @param options.maxNamed after this many names, other texts get none
 */
export function createStatementNames({ maxNamed = MAX_NAMED } = {}) {
  const names = new Map<string, string>();
  const seen = new Set<string>();

  /** Returns the name of a statement, at most 63 bytes, or an empty name if it is not prepared. */
  return function statementName(statement: Statement): string {
    const { sql } = statement;
    const known = names.get(sql) ?? UNNAMED;
    if (known !== UNNAMED || names.size >= maxNamed || !canBePrepared(statement)) return known;
    if (!seen.delete(sql)) {
      if (seen.size >= MAX_SEEN) seen.clear();
      seen.add(sql);
      return UNNAMED;
    }
    const name = `latchkey_${createHash("sha256").update(sql).digest("hex").slice(0, 40)}`;
    names.set(sql, name);
    return name;
  };
}
