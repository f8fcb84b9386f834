import type { Page } from "@playwright/test";
import { promote } from "./admin/administrators";
import { signedInApp } from "./api";
import { hasChangedPassword, query, snapshot, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { fieldsAimedAt } from "./idor-fields";
import { type App, serverActions } from "./servers/app";
import {
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  requestPasswordReset,
  signIn,
  signOut,
  submitReset,
} from "./steps";
import { secondStep, setUpApp, submitFactor } from "./two-step";
import {
  bindingIn,
  bindingOf,
  pagePaths,
  pending,
  replayUnbound,
  signedIn,
  stillSignedIn,
  type Visitor,
} from "./visitor";

test.describe.configure({ mode: "default" });
test.use({ settings: { RATE_LIMITS: "off", RESEND_COOLDOWN_SECONDS: "0" } });

const signedInAs = (address: string) => `signed in as ${address}. Reload the page to continue.`;

/** Steps of a flow. Each form names its attempt, verification or link and acts on that, whichever user is signed in. */
const FLOW_ACTIONS = [
  ...["chooseMethodAction", "resendAction", "attemptCodeAction"],
  ...["sendSecondFactorAction", "resendSecondFactorAction", "attemptSecondFactorAction"],
  ...["attemptBackupCodeAction", "attemptPasskeyAction"],
  ...["chooseResetMethodAction", "resendResetAction", "verifyResetCodeAction", "resetPasswordAction"],
  "resetByLinkAction",
  ...["chooseSignUpMethodAction", "resendSignUpAction", "attemptSignUpCodeAction"],
  ...["confirmLinkAction", "cancelAction", "reportDeviceAction"],
];

/** Actions that start a flow from typed input, whichever user is signed in. */
const BEGIN_ACTIONS = [
  ...["signInAction", "signInWithPasskeyAction", "identifyAction", "signUpAction"],
  ...["invitedSignUpAction", "requestPasswordResetAction"],
];

/**
 * Actions on the browser, not on a user: the language (stored for a user only if the page is theirs), and the inbox.
 */
const BROWSER_ACTIONS = ["chooseLocaleAction", "emptyInboxAction"];

const UNBOUND_ACTIONS = [...FLOW_ACTIONS, ...BEGIN_ACTIONS, ...BROWSER_ACTIONS];

test("@server @sql every other action rejects the form of another user and a form without a user", async ({
  app,
  createNextUser,
}) => {
  test.slow();
  const [before, now] = [createNextUser(), createNextUser()];
  const actions = [...serverActions().keys()];
  const bound = actions.filter((name) => !UNBOUND_ACTIONS.includes(name));
  expect(bound.length).toBeGreaterThan(20);
  const others = await bindingOf(app, await signedIn(app, before));
  expect(Object.keys(others)).toEqual(["rendered_for"]);
  const userId = await userIdOf(app, now.address);
  let visitor = await signedIn(app, now);
  const [fields = {}] = await fieldsAimedAt(app, userId);
  // With a passkey, signing in again would require a second factor.
  await query(app, `DELETE FROM "Passkey" WHERE "userId" = $1`, [userId]);
  for (const name of bound) {
    const kept = await snapshot(app, userId);
    for (const binding of [others, {}, { rendered_for: "" }, { rendered_for: userId }]) {
      const { text } = await replayUnbound(app, name, visitor, { ...fields, ...binding });
      expect(text, name).toContain(signedInAs(now.address));
    }
    expect(await snapshot(app, userId), name).toBe(kept);
    const own = await bindingOf(app, visitor);
    const { text } = await replayUnbound(app, name, visitor, { ...fields, ...own });
    expect(text, name).not.toContain("Reload the page to continue");
    // Signing out and deleting the account succeed, and end the session.
    visitor = await stillSignedIn(app, visitor, now);
  }
});

/** Returns every form of a page that calls a server action. */
const postForms = (html: string) =>
  html
    .split("<form")
    .slice(1)
    .map((form) => form.split("</form>")[0] ?? "")
    .filter((form) => /^[^>]*method="POST"/.test(form));

async function formsOf(app: App, path: string, { cookies }: Visitor): Promise<string[]> {
  const answer = await fetch(app.url + path, { headers: { cookie: cookies } });
  return postForms(await answer.text());
}

/** Expects every form on the given pages to be bound to a visitor. Returns the number of forms. */
async function expectBound(app: App, visitor: Visitor, paths: string[]): Promise<number> {
  const binding = visitor.cookies === "" ? {} : await bindingOf(app, visitor);
  let forms = 0;
  for (const path of paths) {
    for (const form of await formsOf(app, path, visitor)) {
      expect(bindingIn(form), `${visitor.state} at ${path}`).toEqual(binding);
      forms += 1;
    }
  }
  return forms;
}

test("@server @sql every form on every page is bound to the user of the page", async ({
  app,
  createNextUser,
}) => {
  test.slow();
  const [active, waiting] = [createNextUser(), createNextUser()];
  const visitor = await signedIn(app, active);
  await fieldsAimedAt(app, await userIdOf(app, active.address));
  const paths = [...pagePaths(), "/account/two-step/setup?by=passkey"];
  expect(await expectBound(app, visitor, paths)).toBeGreaterThan(60);
  expect(await expectBound(app, await pending(app, waiting), paths)).toBeGreaterThan(20);
  expect(await expectBound(app, { state: "anonymous", cookies: "" }, paths)).toBeGreaterThan(10);
});

test("@server @sql @administration every form of the admin pages is bound to the admin", async ({
  app,
  createNextUser,
}) => {
  const [admin, other] = [createNextUser(), createNextUser()];
  await promote(app, admin);
  const visitor = await signedIn(app, admin);
  const [own, user] = [await userIdOf(app, admin.address), await userIdOf(app, other.address)];
  await fieldsAimedAt(app, own);
  const [endpoint] = await query<{ id: string }>(
    app,
    `INSERT INTO "WebhookEndpoint" (url, "sealedSecret") VALUES ('https://hooks.example', '') RETURNING id`,
  );
  const paths = [`/admin/users/${own}`, `/admin/users/${user}`, `/admin/users/${user}/delete`];
  const others = [`/admin/webhooks/${endpoint?.id}`, "/admin/webhooks/new", "/admin/messages"];
  expect(await expectBound(app, visitor, [...pagePaths(), ...paths, ...others])).toBeGreaterThan(80);
});

test("@server @sql @organizations every form of an organization page is bound to the user", async ({
  app,
  user,
}) => {
  const [organization] = await query<{ id: string }>(
    app,
    `WITH o AS (INSERT INTO "Organization" (name) VALUES ('Bound') RETURNING id)
     INSERT INTO "Membership" ("organizationId", "userId", role) SELECT id, $1, 'owner' FROM o
     RETURNING "organizationId" AS id`,
    [await userIdOf(app, user.address)],
  );
  const paths = [`/organizations/${organization?.id}`];
  expect(await expectBound(app, await signedIn(app, user), paths)).toBeGreaterThan(3);
});

/** Forms of the account page: each entry fills in and submits one. */
const FORMS: Record<string, (page: Page) => Promise<void>> = {
  "the profile": async (page) => {
    await page.getByLabel("Name", { exact: true }).fill("Mallory");
    await page.getByRole("button", { name: "Save" }).click();
  },
  "a new address": async (page) => {
    await page.getByLabel("Email address", { exact: true }).fill("another@newcomers.example");
    await page.getByRole("button", { name: "Add email address" }).click();
  },
  "signing out": (page) => page.getByRole("button", { name: "Sign out", exact: true }).first().click(),
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server @sql rejects the page of one user after another user has signed in", async ({
      page,
      app,
      createNextUser,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      for (const [what, fillIn] of Object.entries(FORMS)) {
        await openSignedIn(page, first);
        await page.goto("/account");
        await openSignedIn(page, second);
        const id = await userIdOf(app, second.address);
        const before = await snapshot(app, id);
        await fillIn(page);
        await expect(page.getByText(signedInAs(second.address)), what).toBeVisible();
        expect(await snapshot(app, id), what).toBe(before);
      }
      await page.goto("/account");
      await page.getByLabel("Name", { exact: true }).fill("Second");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Profile saved.")).toBeVisible();
    });

    test("@server @sql the confirmation page of one user does not delete the account of another user", async ({
      page,
      app,
      createNextUser,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      await openSignedIn(page, first);
      await page.goto("/account/delete");
      await openSignedIn(page, second);
      const remove = async () => {
        await page.getByLabel("Type “delete” to confirm").fill("delete");
        await page.getByRole("button", { name: "Delete account" }).click();
      };
      await remove();
      await expect(page.getByText(signedInAs(second.address))).toBeVisible();
      const due = `SELECT 1 FROM "User" WHERE "deletionDueAt" IS NOT NULL AND id IN ($1, $2)`;
      const ids = [await userIdOf(app, first.address), await userIdOf(app, second.address)];
      expect(await query(app, due, ids)).toEqual([]);
      await page.goto("/account/delete");
      await remove();
      await expect(page).toHaveURL("/goodbye");
    });

    test("@server a page stays valid after its user signs out and in again", async ({
      page,
      user,
      context,
    }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      const other = await context.newPage();
      await other.goto("/");
      await signOut(other);
      await signIn(other, user.address, user.password);
      await expectSignedIn(other, user.address);
      await page.getByLabel("Name", { exact: true }).fill("Ada");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Profile saved.")).toBeVisible();
    });

    test("@server @sql of two flows in two tabs, each form acts on its own attempt", async ({
      page,
      app,
      createNextUser,
      inbox,
      context,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      const other = await context.newPage();
      await requestPasswordReset(page, first.address);
      await requestPasswordReset(other, second.address);
      await submitReset(page, await inbox.code(first.address));
      await expectSignedIn(page, first.address);
      await signedInApp(app, { ...first, password: NEW_PASSWORD });
      expect(await hasChangedPassword(app, second.address)).toBe(false);
      await submitReset(other, await inbox.code(second.address));
      await expectSignedIn(other, second.address);
      await signedInApp(app, { ...second, password: NEW_PASSWORD });
    });

    test("@server rejects the second factor of another user who signs in with the same browser", async ({
      app,
      page,
      createNextUser,
      context,
    }) => {
      const people = [createNextUser(), createNextUser()];
      const tabs = [page, await context.newPage()];
      const codes: string[] = [];
      for (const user of people) codes.push((await setUpApp(app, user)).backupCodes[0] ?? "");
      for (const [nth, tab] of tabs.entries()) {
        await signIn(tab, people[nth]?.address ?? "", people[nth]?.password ?? "");
        await expect(secondStep(tab)).toBeVisible();
        await tab.goto("/sign-in/factor-two?by=backup_code");
      }
      await submitFactor(page, "Backup code", codes[1] ?? "");
      await expect(page.getByText("Incorrect or already used. Each backup code works once.")).toBeVisible();
      await submitFactor(page, "Backup code", codes[0] ?? "");
      await expectSignedIn(page, people[0]?.address ?? "");
    });

    test("@server @sql choosing a language on the page of another user changes the language of the browser only", async ({
      page,
      app,
      createNextUser,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      await openSignedIn(page, first);
      await page.goto("/account");
      await openSignedIn(page, second);
      await page.getByRole("button", { name: "Deutsch" }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      const localeOf = async (address: string) =>
        (await query(app, `SELECT locale FROM "User" WHERE id = $1`, [await userIdOf(app, address)]))[0];
      expect(await localeOf(second.address)).toEqual({ locale: null });
      await page.goto("/account");
      await page.getByRole("button", { name: "English" }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      expect(await localeOf(second.address)).toEqual({ locale: "en" });
    });
  });
}
