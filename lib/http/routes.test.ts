import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listRoutes, routeVariables } from "./list-routes.mjs";
import { isRoute, routeMatcher } from "./routes";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Creates an `app` folder with empty files. */
function createApp(files: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-routes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of files) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), "");
  }
  return folder;
}

test("lists pages and handlers without groups, slots and private folders", () => {
  const folder = createApp([
    "page.tsx",
    "(account)/account/page.tsx",
    "(account)/account/form.tsx",
    "(a)/(b)/notes/[id]/page.jsx",
    "(a)/notes/@side/page.tsx",
    "api/[...path]/route.ts",
    "_ui/page.tsx",
    "(public)/pricing/page.tsx",
  ]);
  expect(listRoutes(folder)).toEqual([
    "/",
    "/account",
    "/api/[...path]",
    "/notes",
    "/notes/[id]",
    "/pricing",
  ]);
  expect(routeVariables(folder).APP_PUBLIC_ROUTES).toBe('["/pricing"]');
  expect(listRoutes(path.join(folder, "none"))).toEqual([]);
});

test.each([
  ["/", true],
  ["/account", true],
  ["/%61ccount", true],
  ["/Account", false],
  ["/account/", false],
  ["/account/x", false],
  ["/accounts", false],
  ["/notes/7", true],
  ["/notes/a%20b", true],
  ["/notes", false],
  ["/notes/7/8", false],
  ["/files/a/b", true],
  ["/files", false],
  ["/docs", true],
  ["/docs/a/b", true],
  ["/a.b", true],
  ["/axb", false],
  ["/%", false],
])("whether a route has the path %s: %s", (requested, has) => {
  const isKnown = routeMatcher([
    "/",
    "/account",
    "/notes/[id]",
    "/files/[...path]",
    "/docs/[[...path]]",
    "/a.b",
  ]);
  expect(isKnown(requested)).toBe(has);
});

test("knows the pages of this app", () => {
  for (const page of ["/", "/sign-in", "/account/two-step/setup", "/api/v1/anything/else"])
    expect(isRoute(page), page).toBe(true);
  for (const page of ["/nowhere", "/account/unknown", "/admin/unknown", "/organizations/7/unknown"])
    expect(isRoute(page), page).toBe(false);
});

test("the middleware excludes the files that have headers of their own", () => {
  const excluded = /\(\?:([^)]+)\)\$/.exec(readFileSync(path.join(ROOT, "middleware.ts"), "utf8"))?.[1];
  const [, list = ""] =
    /STATIC_FILES = \[([^\]]+)\]/.exec(readFileSync(path.join(ROOT, "next.config.mjs"), "utf8")) ?? [];
  const files = [...list.matchAll(/"([^"]+)"/g)].map(([, file]) => file);
  expect(files.length).toBeGreaterThan(5);
  expect(excluded?.split("|")).toEqual(files);
});

test("robots.txt allows the public pages and no page that needs a session", () => {
  const lines = readFileSync(path.join(ROOT, "app/robots.txt"), "utf8").split("\n");
  const disallowed = lines.flatMap((line) => /^Disallow: (.+)$/.exec(line)?.[1] ?? []);
  const isAllowed = (page: string) => !disallowed.some((prefix) => page.startsWith(prefix));
  const PUBLIC = /^\/($|sign-in|sign-up|forgot-password|reset-password|docs\/api|\.well-known)/;
  for (const page of listRoutes(path.join(ROOT, "app")))
    expect([page, isAllowed(page)]).toEqual([page, PUBLIC.test(page)]);
});

test("the icons have their formats and sizes", () => {
  const favicon = readFileSync(path.join(ROOT, "public/favicon.ico"));
  expect([...favicon.subarray(0, 4)]).toEqual([0, 0, 1, 0]);
  const sizes = Array.from({ length: favicon.readUInt16LE(4) }, (_, index) => favicon[6 + 16 * index]);
  expect(sizes).toEqual([16, 32, 48]);
  const pictures = { "public/apple-icon.png": 180, "public/icon-192.png": 192, "public/icon-512.png": 512 };
  for (const [file, size] of Object.entries(pictures)) {
    const picture = readFileSync(path.join(ROOT, file));
    expect(picture.toString("latin1", 1, 4), file).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], file).toEqual([size, size]);
  }
});
