/**
 * Starts a PostgreSQL server with a migrated database for all tests. Each test file copies that database, because
 * migrating one takes several times as long. Returns a function that stops the server.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { createDatabase, isPostgresInstalled, startPostgres } from "@/e2e/servers/postgres";
import { applyMigrations, serverConnection } from "../migrations";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * The PostgreSQL server of this run, and the name of the database to copy; `null` if tests use the embedded one.
     */
    postgres: { url: string; template: string } | null;
    /** The data directory that tests on the embedded database copy. The first of them creates it. */
    embeddedTemplate: string;
  }
}

const TEMPLATE = "latchkey_template";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-template-"));
  project.provide("embeddedTemplate", path.join(folder, "data"));
  const usesServer = process.env.UNIT_DATABASE !== "embedded" && isPostgresInstalled();
  const server = usesServer ? await startPostgres() : null;
  if (server) await applyMigrations(serverConnection(await createDatabase(server.url, TEMPLATE)));
  project.provide("postgres", server && { url: server.url, template: TEMPLATE });
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
