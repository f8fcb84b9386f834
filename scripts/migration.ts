/**
 * `npm run db:migration -- NAME`: writes the next SQL migration from a change to `prisma/schema`.
 *
 * Prisma's own command downloads a schema engine. This one runs the same engine as WebAssembly from the package. It
 * applies the existing migrations to an empty embedded database, and compares the schema with that.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { applyMigrations, embeddedConnection } from "@/lib/db/migrations";

const SCHEMA = "prisma/schema";
const FOLDER = "prisma/migrations";

type Engine = typeof import("@prisma/schema-engine-wasm");

/**
 * Loads the engine from its parts, because its own entry point requires Node to import WebAssembly, which Node 20 does
 * not support.
 */
async function loadEngine(): Promise<Engine["SchemaEngine"]> {
  const folder = path.dirname(fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm")));
  const engine = await import(pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const wasm = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine.SchemaEngine;
}

async function diff(): Promise<string> {
  const files = readdirSync(SCHEMA).map((name) => {
    const file = path.join(SCHEMA, name);
    return { path: file, content: readFileSync(file, "utf8") };
  });
  const database = await PGlite.create("memory://");
  await applyMigrations(embeddedConnection(database));
  await database.exec('DROP TABLE "_prisma_migrations"');
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database));
  const SchemaEngine = await loadEngine();
  const engine = await SchemaEngine.new(
    { datamodels: files.map(({ path: file, content }) => [file, content]) },
    () => undefined,
    factory,
  );
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: "prisma" },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await database.close();
  return stdout ?? "";
}

const name = process.argv[2];
if (!name || !/^[a-z0-9_-]+$/i.test(name)) {
  console.error("Give the migration a name: npm run db:migration -- add_phone_numbers");
  process.exit(1);
}
const sql = await diff();
if (/^\s*(--.*)?\s*$/.test(sql)) {
  console.log("Nothing to do: the migrations already lead to prisma/schema.");
  process.exit(0);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = path.join(FOLDER, `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "migration.sql"), sql);
console.log(`Wrote ${folder}/migration.sql: read it, then run npm run db:deploy.`);
process.exit(0);
