import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { openSignedIn, signIn } from "./steps";
import { signedIn } from "./visitor";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("describes account activity in plain language, most recent first", async ({ page, user }) => {
      await signIn(page, user.address, "not the password at all");
      await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
      await openSignedIn(page, user);
      await page.goto("/account");
      await page.getByRole("link", { name: "All activity" }).click();
      const lines = page.getByRole("main").getByRole("listitem");
      await expect(lines).toHaveText([
        /^Signed in with a password from .+ on Linux/,
        /^Sign-in failed: incorrect password/,
      ]);
    });
  });
}

test("@server @sql paginates a long history with plain links and lists each event once", async ({
  app,
  user,
}) => {
  const { cookies } = await signedIn(app, user);
  const userId = await userIdOf(app, user.address);
  await query(
    app,
    `INSERT INTO "AuditEvent" (type, outcome, "userId", "actorId", "createdAt")
     SELECT 'user.updated', 'success', $1, $1, now() - (n / 2) * interval '1 minute' FROM generate_series(1, 60) n`,
    [userId],
  );
  const read = (path: string): Promise<string> =>
    fetch(app.url + path, { headers: { cookie: cookies } }).then((answer) => answer.text());
  const seen: string[] = [];
  let path: string | undefined = "/account/activity";
  while (path !== undefined) {
    const html = await read(path);
    seen.push(...(html.match(/Name changed/g) ?? []));
    path = /href="(\/account\/activity\?before=[^"]+)"/.exec(html)?.[1];
  }
  // Each entry occurs in the HTML and in the data of the page's script.
  expect(seen.length % 60).toBe(0);
});

test("@server @sql does not reveal the events or the devices of other users", async ({
  app,
  createNextUser,
}) => {
  const [user, stranger] = [createNextUser(), createNextUser()];
  const { cookies } = await signedIn(app, user);
  await signedIn(app, stranger);
  const [userId, strangerId] = [await userIdOf(app, user.address), await userIdOf(app, stranger.address)];
  await query(
    app,
    `INSERT INTO "AuditEvent" (type, outcome, "userId", "actorId", "ipAddress", "userAgent")
     VALUES ('organization.role_changed', 'success', $1, $2, '198.51.100.77', 'Mozilla/5.0 Firefox/140.0')`,
    [userId, strangerId],
  );
  const read = (search: string) =>
    fetch(`${app.url}/account/activity${search}`, { headers: { cookie: cookies } }).then((a) => a.text());
  const html = await read("");
  expect(html).toContain("Organization role changed");
  expect(html).toContain("by someone else");
  expect(html).not.toContain("198.51.100.77");
  const [event] = await query<{ id: string }>(app, `SELECT id FROM "AuditEvent" WHERE "userId" = $1`, [
    strangerId,
  ]);
  expect(await read(`?before=${event?.id}`)).toContain("No activity yet");
  for (const before of ["1", "' OR 1=1", `${event?.id}&before=x`]) {
    expect(await read(`?before=${before}`)).toContain("Signed in with a password");
  }
});
