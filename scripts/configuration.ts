/** `npm run docs:configuration`: generates `docs/configuration.md` from the settings and their descriptions. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { configurationDocument } from "./configuration/document";

writeFileSync(path.resolve(import.meta.dirname, "../docs/configuration.md"), configurationDocument());
