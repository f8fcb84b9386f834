import { readFile } from "node:fs/promises";
import { outdateProofs } from "./database";
import { expect, test } from "./fixtures";
import { createOrganization, newName } from "./organizations/organization-steps";
import { openSignedIn } from "./steps";
import { turnOnApp } from "./two-step";
import { pending, signedIn } from "./visitor";

test("downloads all data stored about the user as a file without secrets", async ({ page, user }) => {
  await openSignedIn(page, user);
  const { backupCodes } = await turnOnApp(page);
  await page.goto("/account");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download my data" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("latchkey-data.json");
  const text = await readFile(await file.path(), "utf8");
  const data = JSON.parse(text);
  expect(data).toMatchObject({
    hasPassword: true,
    emailAddresses: [{ address: user.address, isPrimary: true }],
    phoneNumbers: [{ number: user.phone }],
    totpSecret: { verifiedAt: expect.any(String) },
  });
  expect(data.backupCodes).toHaveLength(backupCodes.length);
  expect(data.sessions.length).toBeGreaterThan(0);
  const types = data.activity.map(({ type }: { type: string }) => type);
  expect(types).toEqual(expect.arrayContaining(["user.data_downloaded", "sign_in.password"]));
  for (const secret of ["argon2", 'Hash"', "tokenHash", "sealed", "salt"]) expect(text).not.toContain(secret);
  await page.goto("/dashboard");
  await expect(page.getByText("Account data downloaded")).toBeVisible();
});

test("@organizations the file lists the organizations of the user", async ({ page, user }) => {
  await openSignedIn(page, user);
  const organization = newName();
  await createOrganization(page, organization);
  const answer = await page.request.get("/account/data");
  expect(await answer.json()).toMatchObject({
    memberships: [{ role: "owner", organization: { name: organization } }],
  });
});

test("@server @sql only an active, recently authenticated session downloads the file, and not cross-site", async ({
  app,
  createNextUser,
}) => {
  const [user, marked] = [createNextUser(), createNextUser()];
  const mine = await signedIn(app, user);
  const waiting = await pending(app, marked);
  const ask = (cookies: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/account/data`, { redirect: "manual", headers: { cookie: cookies, ...headers } });
  const given = await ask(mine.cookies);
  expect(given.status).toBe(200);
  expect(given.headers.get("cache-control")).toContain("no-store");
  expect(given.headers.get("content-disposition")).toContain("attachment");
  const leads = async (answer: Response) => {
    expect(await answer.text()).not.toContain("people.example");
    return new URL(answer.headers.get("location") ?? "", app.url).pathname;
  };
  expect(await leads(await ask(""))).toBe("/sign-in");
  expect(await leads(await ask(waiting.cookies))).toBe("/session-tasks/reset-password");
  expect(await leads(await ask(mine.cookies, { "sec-fetch-site": "cross-site" }))).toBe("/account");
  await outdateProofs(app, user.address);
  expect(await leads(await ask(mine.cookies))).toBe("/account/confirm");
});

test("@server limits downloads to ten per hour", async ({ app, user }) => {
  const { cookies } = await signedIn(app, user);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => fetch(`${app.url}/account/data`, { headers: { cookie: cookies } })),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
  expect(answers.find(({ status }) => status === 429)?.headers.get("retry-after")).toMatch(/^\d+$/);
});
