import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { query, userIdOf } from "../database";
import type { App } from "../servers/app";
import { openSignedIn } from "../steps";

const FOLDER = path.resolve(import.meta.dirname, "../../app/(admin)");

/** The names of the server actions of the admin area, and whether each requires recent authentication. */
export const adminActions = (): { name: string; isProven: boolean }[] =>
  readdirSync(FOLDER, { withFileTypes: true, recursive: true })
    .filter(({ name }) => name === "actions.ts")
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
    .flatMap((source) => [...source.matchAll(/^export const (\w+) = (\w+)\(/gm)])
    .map(([, name = "", wrapper]) => ({ name, isProven: wrapper === "adminActionWithRecentAuth" }));

type TestUser = { address: string; password: string };

/** Makes a user an admin, like the `admin` command. */
export const promote = async (app: App, { address }: TestUser) =>
  query(app, `UPDATE "User" SET role = 'admin' WHERE id = $1`, [await userIdOf(app, address)]);

/** Makes a user an admin and signs them in. */
export async function arriveAsAdmin(app: App, page: Page, admin: TestUser): Promise<void> {
  await promote(app, admin);
  await openSignedIn(page, admin);
}

/** Opens the page of a user by searching for their address. */
export async function openUser(page: Page, address: string): Promise<void> {
  await page.goto("/admin/users");
  await page.getByLabel("Search by email, phone, name or ID").fill(address);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: address, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: address }).waitFor();
}

/** Gives a user a very long name and thirty more addresses. */
export async function nameAtLength(app: App, userId: string): Promise<void> {
  await query(app, `UPDATE "User" SET name = repeat('Lantern', 14) WHERE id = $1`, [userId]);
  await query(
    app,
    `INSERT INTO "EmailAddress" ("userId", address, "verifiedAt")
     SELECT $1::uuid, repeat('long', 14) || n || '-' || $1::text || '@people.example', CASE WHEN n % 2 = 0 THEN now() END
     FROM generate_series(1, 30) AS n`,
    [userId],
  );
}

/** Returns the types of the audit events for actions of an admin on a user, oldest first. */
export async function actsOf(app: App, admin: TestUser, userId: string): Promise<string[]> {
  const rows = await query<{ type: string }>(
    app,
    `SELECT type FROM "AuditEvent" WHERE "userId" = $1 AND "actorId" = $2 AND details->>'by' = 'administrator'
     ORDER BY "createdAt"`,
    [userId, await userIdOf(app, admin.address)],
  );
  return rows.map(({ type }) => type);
}
