import pg from "pg";

type Query = (config: unknown, ...rest: unknown[]) => unknown;

/**
 * Records the statements that reach a database server while a function runs, `BEGIN` and `COMMIT` included. It watches
 * the driver, so a statement that the client adds by itself is recorded too.
 *
 * @returns the text of each statement, on one line
 */
export async function recordStatements(work: () => Promise<unknown>): Promise<string[]> {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const { query } = prototype;
  const texts: string[] = [];
  prototype.query = function record(this: unknown, config, ...rest) {
    const text = typeof config === "string" ? config : (config as { text: string }).text;
    texts.push(text.replace(/\s+/g, " ").trim());
    return query.call(this, config, ...rest);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return texts;
}
