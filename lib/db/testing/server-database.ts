import { randomUUID } from "node:crypto";
import { afterAll, inject } from "vitest";
import { createDatabase, dropDatabase } from "@/e2e/servers/postgres";
import { closeDatabase } from "../client";

/** Gives a test file its own migrated database on the PostgreSQL server of this run, and deletes it after the tests. */
export async function provideServerDatabase(): Promise<void> {
  const postgres = inject("postgres");
  if (postgres === null) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const name = `latchkey_${randomUUID().replaceAll("-", "")}`;
  const url = await createDatabase(postgres.url, name, postgres.template);
  process.env.DATABASE_URL = url;
  afterAll(async () => {
    await closeDatabase();
    await dropDatabase(url);
  });
}
