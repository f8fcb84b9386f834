import { database } from "./client";
import { readMigrations } from "./migrations";

const expected = () => readMigrations().map(({ name }) => name);

/** Whether the database answers and has every migration of this version. */
export async function databaseIsReady(): Promise<boolean> {
  const db = await database();
  const applied = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`;
  const names = new Set(applied.map(({ name }) => name));
  return expected().every((name) => names.has(name));
}
