/**
 * `npm run build:client`: packs `lib/client` as an npm package, by default in `dist/`. Usage: `npm run build:client
 * [-- FOLDER]`.
 */
import path from "node:path";
import { packClient } from "./client-package/pack";

const [folder = "dist"] = process.argv.slice(2);
const tarball = packClient(path.resolve(folder));
console.log(`Packed ${path.relative(process.cwd(), tarball)}`);
