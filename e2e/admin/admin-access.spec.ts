import { run } from "../command";
import { query, snapshot, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import { fieldsAimedAt } from "../idor-fields";
import { expectSignedIn, openSignedIn } from "../steps";
import { follow, pagePaths, replay, signedIn } from "../visitor";
import { adminActions, promote } from "./administrators";

const PAGES = [...pagePaths().filter((path) => path.startsWith("/admin")), "/admin/audit/export"];

const HEADERS: Record<string, string>[] = [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }];

test("@server @sql responds to other users with 404 on every admin page", async ({ app, page, user }) => {
  await openSignedIn(page, user);
  await page.goto("/");
  await expectSignedIn(page, user.address);
  await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
  const visitor = await signedIn(app, user);
  expect(PAGES.length).toBeGreaterThan(8);
  for (const path of PAGES) {
    for (const headers of HEADERS) {
      const answer = await fetch(app.url + path, {
        redirect: "manual",
        headers: { cookie: visitor.cookies, ...headers },
      });
      expect(answer.status, path).toBe(404);
      expect(await answer.text(), path).not.toContain("people.example");
    }
    const anonymous = await follow(app, path, { state: "anonymous", cookies: "" });
    expect(anonymous.path, path).toBe(`/sign-in?redirect_url=${encodeURIComponent(path)}`);
  }
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
});

test("@server @sql admin actions change nothing for a user who is not an admin", async ({
  app,
  user,
  createNextUser,
}) => {
  test.slow();
  const victim = createNextUser();
  await signedIn(app, victim);
  const visitor = await signedIn(app, user);
  const userId = await userIdOf(app, victim.address);
  const fields = await fieldsAimedAt(app, userId);
  const actions = adminActions().map(({ name }) => name);
  expect(actions.length).toBeGreaterThan(15);
  const endpoints = () => query(app, `SELECT * FROM "WebhookEndpoint"`);
  const before = { victim: await snapshot(app, userId), endpoints: await endpoints() };
  for (const name of actions) {
    for (const variant of fields) {
      const answer = await replay(app, name, visitor, variant);
      expect(answer.status, name).toBeLessThan(500);
      expect(answer.text, name).not.toContain(victim.address);
    }
    expect({ victim: await snapshot(app, userId), endpoints: await endpoints() }, name).toEqual(before);
  }
  const refused = await query(
    app,
    `SELECT 1 FROM "AuditEvent" WHERE type = 'administration.refused' AND outcome = 'failure' AND "userId" = $1`,
    [await userIdOf(app, user.address)],
  );
  expect(refused.length).toBeGreaterThan(15);
});

test("@server @sql admin actions work for an admin until the role is removed", async ({
  app,
  user,
  createNextUser,
}) => {
  const [victim, second] = [createNextUser(), createNextUser()];
  const promoted = await run(app, ["admin", user.address]);
  expect(promoted).toContain(`${user.address} is an administrator.`);
  const visitor = await signedIn(app, user);
  const userId = await userIdOf(app, victim.address);
  const isMarked = async (id: string) =>
    (await query(app, `SELECT 1 FROM "User" WHERE id = $1 AND "passwordCompromisedAt" IS NOT NULL`, [id]))
      .length;
  await replay(app, "markCompromisedAction", visitor, { user: userId });
  expect(await isMarked(userId)).toBe(1);
  expect((await follow(app, "/admin", visitor)).path).toBe("/admin");

  expect(await run(app, ["admin", user.address, "--remove"])).toContain("is no longer an admin");
  expect((await follow(app, "/admin", visitor)).status).toBe(404);
  const other = await userIdOf(app, second.address);
  await replay(app, "markCompromisedAction", visitor, { user: other });
  expect(await isMarked(other)).toBe(0);
  const own = await userIdOf(app, user.address);
  const acts = await query<{ type: string; by: string }>(
    app,
    `SELECT type, details->>'by' AS by FROM "AuditEvent" WHERE "userId" = $1 AND type LIKE 'user.%admin%' ORDER BY "createdAt"`,
    [own],
  );
  expect(acts).toEqual([
    { type: "user.made_administrator", by: "command" },
    { type: "user.administrator_removed", by: "command" },
  ]);
  await expect(run(app, ["admin", "unknown@nowhere.example"])).rejects.toThrow("There is no account");
});

test("@server @sql rejects a cross-site request for the audit log export", async ({ app, user }) => {
  await promote(app, user);
  const { cookies } = await signedIn(app, user);
  const ask = (headers: Record<string, string>) =>
    fetch(`${app.url}/admin/audit/export`, { redirect: "manual", headers: { cookie: cookies, ...headers } });
  expect((await ask({ "sec-fetch-site": "cross-site" })).status).toBe(307);
  expect((await ask({ "sec-fetch-site": "same-origin" })).headers.get("content-type")).toContain("csv");
});
