/**
 * `npm run docs:configuration`: generates `docs/configuration.md` from the settings and their descriptions, and removes
 * missing settings from `.env.example`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { configurationDocument, exampleOfSchema } from "./configuration/document";

const ROOT = path.resolve(import.meta.dirname, "..");
const EXAMPLE = path.join(ROOT, ".env.example");

writeFileSync(path.join(ROOT, "docs/configuration.md"), configurationDocument());
writeFileSync(EXAMPLE, exampleOfSchema(readFileSync(EXAMPLE, "utf8")));
