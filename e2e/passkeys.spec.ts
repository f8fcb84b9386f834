import { lock, markCompromised, outdateProofs, query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { addPasskey, answerByPasskey, caughtAnswer, Device, signInByPasskey } from "./passkey";
import {
  clickAndConfirm,
  expectSignedIn,
  openSignedIn,
  requestPasswordReset,
  signIn,
  signOut,
  submitReset,
} from "./steps";
import { secondStep, submitFactor } from "./two-step";
import { replay, signedIn } from "./visitor";

const NOT_ACCEPTED = "be used. Try again or use another method.";

test("@both adds a passkey and signs in with it without a password", async ({ page, user, inbox }) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await inbox.withSubject(user.address, "A passkey was added");
  await expect(page.getByText("On one device, added")).toBeVisible();
  await page.goto("/");
  await signOut(page);
  await signInByPasskey(page, device);
  await expectSignedIn(page, user.address);
  await page.goto("/account/passkeys");
  await expect(page.getByText(/last used/)).toBeVisible();
});

test("renames and removes a passkey; a removed one is rejected and the password alone suffices again", async ({
  page,
  user,
  inbox,
}) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await page.getByText("Rename", { exact: true }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Blue key");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Passkey renamed.")).toBeVisible();
  await clickAndConfirm(page.getByRole("button", { name: "Remove Blue key" }), "Remove passkey");
  await expect(page.getByText("No passkeys yet.")).toBeVisible();
  await expect(page.getByText("Passkey Blue key removed. Two-step verification is off.")).toBeVisible();
  await inbox.withSubject(user.address, "A passkey was removed");
  await page.goto("/");
  await signOut(page);
  await signInByPasskey(page, device);
  await expect(page.getByText(NOT_ACCEPTED)).toBeVisible();
  await openSignedIn(page, user);
});

test("@server a sign-in that starts before the passkey options arrive continues in the same client", async ({
  page,
  app,
  user,
  inbox,
}) => {
  await Device.of(page, { autofill: true });
  let isAsked = false;
  let hasBegun = () => {};
  const begins = new Promise<void>((resolve) => {
    hasBegun = resolve;
  });
  await page.route("**/api/passkeys/options", async (route) => {
    const request = route.request();
    const headers = { ...(await request.allHeaders()), host: new URL(app.url).host };
    const answer = await fetch(request.url(), { method: "POST", headers, body: request.postData() });
    const body = await answer.text();
    isAsked = true;
    await begins;
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  await page.goto("/sign-in");
  await expect.poll(() => isAsked).toBe(true);
  const begun = await page.request.post("/api/v1/sign-ins", {
    headers: { Origin: app.url },
    data: { identifier: user.address, strategy: "email_code" },
  });
  const { id } = await begun.json();
  const options = page.waitForResponse("**/api/passkeys/options");
  hasBegun();
  await options;
  await page.goto("/");
  const attempted = await page.request.post(`/api/v1/sign-ins/${id}/attempt-first-factor`, {
    headers: { Origin: app.url },
    data: { strategy: "email_code", code: await inbox.code(user.address) },
  });
  expect(await attempted.json()).toMatchObject({ status: "complete" });
});

test("the browser offers the passkey in autofill, and signing in redirects to the requested page", async ({
  page,
  user,
}) => {
  const device = await Device.of(page, { autofill: true });
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await page.goto("/");
  await signOut(page);
  await page.goto("/dashboard");
  await expect(page.getByLabel("Email address or phone number")).toHaveAttribute(
    "autocomplete",
    "username webauthn",
  );
  await device.present(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("offers the password when no passkey is available", async ({ page, user }) => {
  await signInByPasskey(page, await Device.of(page));
  await expect(page.getByText("No passkey was used.")).toBeVisible();
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
});

test("with a passkey, a password or code alone does not sign in; the passkey is the second factor", async ({
  page,
  user,
  inbox,
}) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  const [backupCode = ""] = await addPasskey(page, device);
  await page.goto("/");
  await signOut(page);

  await signIn(page, user.address, user.password);
  await expect(secondStep(page)).toBeVisible();
  await answerByPasskey(page, device);
  await expectSignedIn(page, user.address);
  await device.present(false);
  await signOut(page);

  await requestPasswordReset(page, user.address);
  await submitReset(page, await inbox.code(user.address));
  await expect(secondStep(page)).toBeVisible();
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCode);
  await expectSignedIn(page, user.address);
});

test("@sql a change requires reauthentication, which a passkey provides", async ({ app, page, user }) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await outdateProofs(app, user.address);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await answerByPasskey(page, device);
  await expect(page).toHaveURL("/account/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("This device already has a passkey for your account.")).toBeVisible();
  await outdateProofs(app, user.address);
  await clickAndConfirm(page.getByRole("button", { name: /^Remove / }), "Remove passkey");
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
});

test("@server rejects a replayed passkey response, in the same and in another browser", async ({
  app,
  page,
  user,
}) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await page.goto("/");
  await signOut(page);
  const credential = await caughtAnswer(page, () => signInByPasskey(page, device));
  expect(credential).toContain("authenticatorData");
  await expectSignedIn(page, user.address);
  const [client] = (await page.context().cookies()).filter(({ name }) => name === "latchkey.client");
  for (const cookies of [`latchkey.client=${client?.value}`, ""]) {
    const { text } = await replay(
      app,
      "signInWithPasskeyAction",
      { state: "anonymous", cookies },
      { credential },
    );
    expect(text).toContain(NOT_ACCEPTED);
  }
});

test("@sql rejects renaming and removing the passkey of another user", async ({
  app,
  page,
  user,
  createNextUser,
}) => {
  await openSignedIn(page, user);
  await addPasskey(page, await Device.of(page));
  const sql = `SELECT id, name FROM "Passkey" WHERE "userId" = $1`;
  const userId = await userIdOf(app, user.address);
  const before = await query<{ id: string }>(app, sql, [userId]);
  const stranger = await signedIn(app, createNextUser());
  for (const action of ["renamePasskeyAction", "removePasskeyAction"]) {
    const answer = await replay(app, action, stranger, { passkey: before[0]?.id ?? "", name: "Mine" });
    expect(answer.text, action).toContain("This passkey no longer exists.");
  }
  expect(await query(app, sql, [userId])).toEqual(before);
});

test("@sql rejects a copied passkey and notifies its owner", async ({ page, user, inbox }) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await page.goto("/");
  await signOut(page);
  await signInByPasskey(page, device);
  await expectSignedIn(page, user.address);
  await signOut(page);
  await device.copyFromTheStart();
  await signInByPasskey(page, device);
  await expect(page.getByText(NOT_ACCEPTED)).toBeVisible();
  await inbox.withSubject(user.address, "One of your passkeys may have been copied");
});

test("@sql a compromised password must be replaced after a passkey sign-in; a locked user is rejected", async ({
  app,
  page,
  user,
}) => {
  const device = await Device.of(page);
  await openSignedIn(page, user);
  await addPasskey(page, device);
  await page.goto("/");
  await signOut(page);
  await markCompromised(app, user.address);
  await signInByPasskey(page, device);
  await expect(page).toHaveURL("/session-tasks/reset-password");
  await page.context().clearCookies();
  await lock(app, user.address);
  await signInByPasskey(page, device);
  await expect(page.getByText("This account is locked.")).toBeVisible();
});

test("@server issues challenges only to their own session or attempt, and accepts no identifier", async ({
  app,
}) => {
  const ask = async (body: object, headers: Record<string, string> = { Origin: app.url }) => {
    const answer = await fetch(`${app.url}/api/passkeys/options`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  const { body } = await ask({ purpose: "sign_in" });
  expect(body.options).toMatchObject({ rpId: "localhost", allowCredentials: [] });
  expect((await ask({ purpose: "sign_in", identifier: "ada@example.com" })).status).toBe(422);
  expect((await ask({ purpose: "sign_in" }, { Origin: "https://evil.example" })).status).toBe(403);
  expect((await ask({ purpose: "registration" })).status).toBe(401);
  expect((await ask({ purpose: "fresh_proof" })).status).toBe(401);
  expect((await ask({ purpose: "second_factor" })).status).toBe(422);
  const attempt = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  expect((await ask({ purpose: "second_factor", attempt })).status).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("hides the passkey buttons", async ({ page, user }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("main").getByRole("button")).toHaveText(["Sign in"]);
    await openSignedIn(page, user);
    await page.goto("/account/passkeys");
    await expect(page.getByText("Turn on JavaScript to add a passkey.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Add a passkey" })).toBeHidden();
  });
});
