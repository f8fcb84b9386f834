import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { outdateProofs, query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { readForm, sendForm } from "./raw-form";
import type { App } from "./servers/app";
import { addNumber, newNumber } from "./sms/phone-numbers";
import {
  clickAndConfirm,
  confirmElsewhere,
  confirmHere,
  expectSignedIn,
  matchNumberOn,
  openSignedIn,
  resetPassword,
  sessionToken,
  signIn,
  signOut,
  submitCode,
} from "./steps";

const newAddress = () => `${randomUUID()}@newcomers.example`;

async function addAddress(page: Page, address: string, by: "code" | "link" = "code"): Promise<void> {
  await page.goto("/account");
  await page.getByLabel("Email address", { exact: true }).fill(address);
  await page.getByLabel(by === "code" ? "Send a code" : "Send a link").check();
  await page.getByRole("button", { name: "Add email address" }).click();
}

/** Inserts `count` more addresses for a user. Every second one is verified. */
async function giveAddresses(app: App, userId: string, count: number): Promise<void> {
  await query(
    app,
    `INSERT INTO "EmailAddress" ("userId", address, "verifiedAt")
     SELECT $1::uuid, 'nth-' || n || '-' || $1::text || '@newcomers.example', CASE WHEN n % 2 = 0 THEN now() END
     FROM generate_series(1, $2) AS n`,
    [userId, count],
  );
}

const entry = (page: Page, value: string) => page.getByRole("listitem").filter({ hasText: value });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("adds an address by code, makes it primary, removes the old one, and sends a notice for each change", async ({
      page,
      user,
      inbox,
    }) => {
      const address = newAddress();
      await openSignedIn(page, user);
      await addAddress(page, address);
      await submitCode(page, await inbox.code(address));
      await expect(entry(page, address)).toContainText("Verified");
      await page.getByRole("button", { name: `Make primary ${address}` }).click();
      await expect(entry(page, address)).toContainText("Primary");
      await clickAndConfirm(page.getByRole("button", { name: `Remove ${user.address}` }), "Remove address");
      await expect(entry(page, user.address)).toHaveCount(0);
      await inbox.withSubject(user.address, "An email address was removed");
      const subjects = (await inbox.messages(user.address)).map(({ subject }) => subject);
      expect(subjects).toEqual([
        "An email address was removed (Latchkey)",
        "Your primary address was changed (Latchkey)",
        "An email address was added (Latchkey)",
        "New sign-in to your Latchkey account",
      ]);
      await signOut(page);
      await signIn(page, user.address, user.password);
      await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
      await signIn(page, address, user.password);
      await expectSignedIn(page, address);
    });

    test("adds an address by a link that is opened on another device", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      const address = newAddress();
      await openSignedIn(page, user);
      await addAddress(page, address, "link");
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
      await confirmElsewhere(otherBrowser, await inbox.link(address), await matchNumberOn(page));
      await expect(otherBrowser.getByRole("heading", { name: "Email address verified" })).toBeVisible();
      await expect(entry(page, address)).toContainText("Verified");
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
    });

    test("@texts adds a phone number by SMS code and removes it", async ({ page, user, inbox }) => {
      const number = newNumber();
      await openSignedIn(page, user);
      await addNumber(page, number);
      await submitCode(page, await inbox.code(number));
      await expect(entry(page, number)).toContainText("Verified");
      await clickAndConfirm(page.getByRole("button", { name: `Remove ${number}` }), "Remove number");
      await expect(entry(page, number)).toHaveCount(0);
    });

    test("@sql asks before it removes the primary address, then says which one is primary now", async ({
      app,
      page,
      user,
    }) => {
      const next = newAddress();
      await query(
        app,
        `INSERT INTO "EmailAddress" ("userId", address, "verifiedAt") VALUES ($1, $2, now())`,
        [await userIdOf(app, user.address), next],
      );
      await openSignedIn(page, user);
      await page.goto("/account");
      const remove = page.getByRole("button", { name: `Remove ${user.address}` });
      await remove.click();
      const dialog = page.getByRole("dialog", { name: `Remove ${user.address}?` });
      await expect(dialog).toContainText(`no longer be sent to ${user.address}`);
      await expect(dialog).toContainText(`${next} becomes your primary address.`);
      await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
      if (javaScriptEnabled) await checkPage(page, "a confirmation", { inTheDark: true });
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(remove).toBeFocused();
      await expect(entry(page, user.address)).toContainText("Primary");
      await clickAndConfirm(remove, "Remove address");
      const notice = `${user.address} removed. ${next} is now your primary address.`;
      await expect(page.getByText(notice)).toBeVisible();
      await expect(entry(page, next)).toContainText("Primary");
    });

    test("@server @sql shows five of thirty addresses and expands the others with one click", async ({
      app,
      page,
      user,
    }) => {
      const userId = await userIdOf(app, user.address);
      await giveAddresses(app, userId, 4);
      await openSignedIn(page, user);
      await page.goto("/account");
      const section = page.locator("#email-addresses");
      const entries = section.getByRole("listitem");
      await expect(entries).toHaveCount(5);
      await expect(section.locator("summary")).toHaveCount(0);
      await query(app, `DELETE FROM "EmailAddress" WHERE "userId" = $1 AND NOT "isPrimary"`, [userId]);
      await giveAddresses(app, userId, 29);
      await page.reload();
      await expect(entries).toContainText(["Primary", ...Array(4).fill("Verified")]);
      await section.getByText("25 more addresses").click();
      await expect(entries).toHaveCount(30);
      if (javaScriptEnabled) await checkPage(page, "thirty addresses");
      await clickAndConfirm(entries.last().getByRole("button", { name: "Remove" }), "Remove address");
      await expect(section.getByText("24 more addresses")).toBeVisible();
      await expect(entries).toHaveCount(29);
      await entries.last().getByRole("button", { name: "Verify" }).click();
      await expect(page.getByLabel("Verification code")).toBeVisible();
    });
  });
}

test("adds an address by a link in the same browser", async ({ page, context, user, inbox }) => {
  const address = newAddress();
  await openSignedIn(page, user);
  await addAddress(page, address, "link");
  const tab = await context.newPage();
  await confirmHere(tab, await inbox.link(address));
  await expect(tab.getByRole("heading", { name: "Email address verified" })).toBeVisible();
  await expect(entry(page, address)).toContainText("Verified");
});

test("rejects removing the only sign-in method", async ({ page, user }) => {
  await openSignedIn(page, user);
  await page.goto("/account");
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${user.phone}` }), "Remove number");
  await expect(entry(page, user.phone)).toHaveCount(0);
  await page.getByRole("button", { name: `Remove ${user.address}` }).click();
  await expect(page.getByRole("dialog").getByRole("button")).toHaveText(["Close"]);
  await expect(page.getByText("You can't remove your only sign-in method")).toBeVisible();
  await page.reload();
  await expect(entry(page, user.address)).toContainText("Primary");
});

test("adding an address of another account sends no code and leaves it with its owner", async ({
  page,
  user,
  createNextUser,
  inbox,
}) => {
  const other = createNextUser();
  await openSignedIn(page, user);
  await addAddress(page, other.address);
  await expect(page.getByLabel("Verification code")).toBeVisible();
  const [message] = await inbox.waitFor(other.address, 1);
  expect(message?.subject).toBe("You already have an account with Latchkey");
  expect(message?.code).toBeNull();
  await page.goto("/account");
  await expect(entry(page, other.address)).toContainText("Unverified");
});

test("@texts verifying a phone number removes it from its previous account and sends that account a notice", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const before = createNextUser();
  await openSignedIn(page, user);
  await addNumber(page, before.phone);
  await submitCode(page, await inbox.code(before.phone));
  await expect(entry(page, before.phone)).toContainText("Verified");
  const [notice] = await inbox.waitFor(before.address, 1);
  expect(notice?.subject).toBe("A phone number moved to another account (Latchkey)");
  await signIn(otherBrowser, before.phone, user.password);
  await expectSignedIn(otherBrowser, user.address);
});

test("an unverified address does not sign in, and a password reset removes it", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  const address = newAddress();
  await openSignedIn(page, user);
  await addAddress(page, address);
  const code = await inbox.code(address);
  await signIn(otherBrowser, address, user.password);
  await expect(otherBrowser.getByText("Incorrect email, phone number or password")).toBeVisible();
  await resetPassword(otherBrowser, inbox, user.address);
  await otherBrowser.goto("/account");
  await expect(entry(otherBrowser, address)).toHaveCount(0);
  await submitCode(page, code);
  await expect(page).toHaveURL(/\/sign-in|\/account\/verify/);
});

test("rejects the IDs of addresses of another user", async ({ app, user, createNextUser }) => {
  const cookiesOf = async (address: string, password: string) =>
    (await sendForm(await readForm(`${app.url}/sign-in`, "identifier"), { identifier: address, password }))
      .cookies;
  const other = createNextUser();
  const mine = await readForm(`${app.url}/account`, "id", await cookiesOf(user.address, user.password));
  const theirs = await readForm(`${app.url}/account`, "id", await cookiesOf(other.address, other.password));
  const answer = await sendForm(mine, { id: theirs.fields.get("id") ?? "" });
  expect(answer.html).toContain("Please start again");
  const page = await fetch(`${app.url}/account`, { headers: { cookie: theirs.cookies } }).then((a) =>
    a.text(),
  );
  expect(page).toContain(other.address);
  for (const id of ["", "1", "' OR 1=1", "00000000-0000-4000-8000-000000000000"]) {
    expect((await sendForm(mine, { id })).status).toBe(200);
  }
});

test("@server @sql requires recent authentication, by password or by code", async ({
  app,
  page,
  user,
  inbox,
}) => {
  await openSignedIn(page, user);
  await outdateProofs(app, user.address);
  const address = newAddress();
  await addAddress(page, address);
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Incorrect password")).toBeVisible();
  const before = await sessionToken(page);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  expect(await sessionToken(page)).not.toBe(before);
  await addAddress(page, address);
  await expect(page.getByLabel("Verification code")).toBeVisible();

  await outdateProofs(app, user.address);
  await page.goto("/account");
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${user.phone}` }), "Remove number");
  await page.getByRole("button", { name: "Send me a code instead" }).click();
  await submitCode(page, await inbox.code(user.address));
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${user.phone}` }), "Remove number");
  await expect(entry(page, user.phone)).toHaveCount(0);
});
