import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const ROUTE_FILE = /^(page|route)\.(tsx?|jsx?)$/;

/**
 * Lists the paths of the pages and handlers in a folder of the App Router, such as `/organizations/[id]`. Folders of
 * route groups, `(name)`, and of parallel routes, `@name`, are not part of a path. Private folders, `_name`, have none.
 *
 * @param {string} folder the `app` folder
 * @returns {string[]} sorted, each once; none if there is no such folder
 */
export function listRoutes(folder) {
  if (!existsSync(folder)) return [];
  const routes = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ROUTE_FILE.test(entry.name))
    .map((entry) => path.relative(folder, entry.parentPath).split(path.sep))
    .filter((segments) => !segments.some((segment) => segment.startsWith("_")))
    .map((segments) => `/${segments.filter((segment) => !/^(\(.*\)|@.*|)$/.test(segment)).join("/")}`);
  return [...new Set(routes)].sort();
}

/**
 * Returns the variables that tell the middleware which paths exist (`lib/http/routes.ts`): those of all pages and
 * handlers, and those of the pages in `(public)`, which need no session.
 *
 * @param {string} folder the `app` folder
 */
export function routeVariables(folder) {
  return {
    APP_ROUTES: JSON.stringify(listRoutes(folder)),
    APP_PUBLIC_ROUTES: JSON.stringify(listRoutes(path.join(folder, "(public)"))),
  };
}
