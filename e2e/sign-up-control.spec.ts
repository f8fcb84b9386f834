import { randomUUID } from "node:crypto";
import { arriveAsAdmin } from "./admin/administrators";
import { NativeClient } from "./api";
import { BackOffice } from "./backend";
import { expect, test } from "./fixtures";
import { createAndInvite } from "./organizations/organization-steps";
import { expectSignedIn, NEW_PASSWORD, submitCode } from "./steps";

test.describe.configure({ mode: "default" });
test.use({
  settings: { SIGN_UP: "invitation", SIGN_UP_BLOCKED_DOMAINS: "blocked.example, *.blocked.example" },
});

const newAddress = (domain = "newcomers.example") => `${randomUUID()}@${domain}`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server @sql @administration an admin invites a user, who signs up with the invited address", async ({
      app,
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      const address = newAddress("mail.blocked.example");
      await arriveAsAdmin(app, page, user);
      await page.goto("/admin/invitations");
      await page.getByRole("link", { name: "Invite user" }).click();
      await page.getByLabel("Email address").fill("ada@localhost");
      await page.getByRole("button", { name: "Send invitation" }).click();
      await expect(page.getByText("Enter a valid email address")).toBeVisible();
      await page.getByLabel("Email address").fill(address);
      await page.getByRole("button", { name: "Send invitation" }).click();
      await expect(page.getByText(`Invitation sent to ${address}.`)).toBeVisible();
      await otherBrowser.goto(await inbox.link(address));
      await expect(otherBrowser).toHaveURL("/sign-up/invitation");
      await expect(otherBrowser.getByLabel("Email address")).toHaveValue(address);
      await expect(otherBrowser.getByLabel("Email address")).not.toBeEditable();
      await otherBrowser.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
      await otherBrowser.getByRole("button", { name: "Sign up" }).click();
      await submitCode(otherBrowser, await inbox.code(address));
      await expectSignedIn(otherBrowser, address);
      await page.goto("/admin/invitations");
      await expect(page.getByRole("listitem").filter({ hasText: address })).toContainText("Accepted");
    });
  });
}

test("@server @organizations pages say that an invitation is required; a direct request learns nothing, and an email explains", async ({
  app,
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { name: "Sign up by invitation" })).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);

  const office = new BackOffice(app);
  const [invited, stranger, member] = [newAddress(), newAddress(), newAddress()];
  const created = await office.post("/invitations", { emailAddress: invited, redirectUrl: "/dashboard" });
  expect([created.status, created.body.status]).toEqual([200, "pending"]);
  expect((await office.get("/invitations?status=pending")).body.data).toContainEqual(created.body);
  await createAndInvite(otherBrowser, user, member);
  const answers = await Promise.all(
    [invited, stranger, member].map(async (emailAddress) => {
      const body = { emailAddress, password: NEW_PASSWORD, strategy: "email_code" };
      const { status, body: signUp } = await new NativeClient(app).post("/sign-ups", body);
      return {
        status,
        fields: Object.keys(signUp),
        state: signUp.status,
        verification: signUp.verification.status,
      };
    }),
  );
  const [first, ...others] = answers;
  expect(first?.status).toBe(200);
  for (const other of others) expect(other).toEqual(first);
  const [explained] = await inbox.withSubject(stranger, "No Latchkey account was created");
  expect([explained?.code, explained?.link]).toEqual([null, null]);
  expect(await inbox.code(invited)).toMatch(/^\d{6}$/);
  expect(await inbox.code(member)).toMatch(/^\d{6}$/);

  await page.goto(await inbox.link(member));
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByLabel("Email address")).toBeEditable();

  const revoked = await office.post(`/invitations/${created.body.id}/revoke`, {});
  expect([revoked.status, revoked.body.status]).toEqual([200, "revoked"]);
  expect((await office.post(`/invitations/${created.body.id}/revoke`, {})).status).toBe(400);
  await page.goto(await inbox.link(invited));
  await expect(page.getByRole("heading", { name: "This invitation was revoked" })).toBeVisible();
});
