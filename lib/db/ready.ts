import { database } from "./client";
import { readMigrations } from "./migrations";

let expected: string[] | null = null;

/** Returns the names of the migrations of this version. They are read once, because probes are frequent. */
function expectedMigrations(): string[] {
  expected ??= readMigrations().map(({ name }) => name);
  return expected;
}

/** Whether the database answers, accepts writes and has every migration of this version. */
export async function databaseIsReady(): Promise<boolean> {
  const db = await database();
  const [state] = await db.$queryRaw<{ readOnly: boolean; applied: string[] }[]>`
    SELECT current_setting('transaction_read_only') = 'on' AS "readOnly",
      ARRAY(SELECT migration_name::text FROM "_prisma_migrations" WHERE finished_at IS NOT NULL) AS applied`;
  if (state === undefined || state.readOnly) return false;
  const names = new Set(state.applied);
  return expectedMigrations().every((name) => names.has(name));
}
