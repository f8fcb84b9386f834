import { Webhook } from "standardwebhooks";
import { query, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import { startReceiver } from "../servers/receiver";
import { reloadUntilVisible } from "../steps";
import { arriveAsAdmin } from "./administrators";

test.use({ settings: { WEBHOOK_ALLOW_PRIVATE: "true" } });

test("@server @sql adds, tests, disables, enables, edits and deletes an endpoint, resends an event and rotates the secret", async ({
  app,
  page,
  user,
}) => {
  const receiver = await startReceiver();
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await arriveAsAdmin(app, page, user);
  await page.goto("/admin/webhooks");
  await page.getByRole("link", { name: "Add endpoint" }).click();
  await page.getByLabel("URL").fill("ftp://receiver.example");
  await page.getByLabel("user.deleted").check();
  await press("Add endpoint");
  await expect(page.getByLabel("URL")).toBeFocused();
  await expect(page.getByLabel("user.deleted")).toBeChecked();
  await page.getByLabel("URL").fill(receiver.url);
  await press("Add endpoint");
  const secret = (await page.getByTestId("webhook-secret").textContent()) ?? "";
  await page.getByRole("link", { name: "I have saved it" }).click();
  // Other tests of this server may have endpoints.
  const line = page.getByRole("listitem").filter({ hasText: receiver.url });
  await expect(line.getByText("user.deleted")).toBeVisible();
  await line.getByRole("link", { name: receiver.url }).click();
  await expect(page.getByRole("heading", { level: 1, name: receiver.url })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await press("Send a test event");
  await expect.poll(() => receiver.requests.length).toBe(1);
  const [first] = receiver.requests;
  expect(new Webhook(secret).verify(first?.body ?? "", first?.headers ?? {})).toBeTruthy();
  const tries = page.locator("details", { hasText: "webhook.test" }).filter({ hasText: "200 after" });
  await reloadUntilVisible(tries);
  await tries.getByText("webhook.test").click();
  await expect(tries.getByText("200 after")).toBeVisible();
  await press("Resend");
  await expect.poll(() => receiver.requests.length).toBe(2);
  expect(receiver.requests[1]?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);

  await press("Rotate secret");
  const next = (await page.getByTestId("webhook-secret").textContent()) ?? "";
  expect(next).not.toBe(secret);
  await press("Disable");
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a test event" })).toHaveCount(0);
  await press("Enable");
  await expect(page.getByText("Enabled", { exact: true })).toBeVisible();
  await page.getByLabel("session.created").check();
  await press("Save");
  await expect(page.getByText("Endpoint saved.")).toBeVisible();
  await page.getByLabel("Type “delete”").fill("delete");
  await press("Delete endpoint");
  await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
  await expect(line).toHaveCount(0);

  const acts = await query<{ type: string }>(
    app,
    `SELECT type FROM "AuditEvent" WHERE "actorId" = $1 AND type LIKE 'webhook.%' ORDER BY "createdAt"`,
    [await userIdOf(app, user.address)],
  );
  expect(acts.map(({ type }) => type)).toEqual([
    "webhook.endpoint_added",
    "webhook.test_sent",
    "webhook.delivery_resent",
    "webhook.secret_rotated",
    "webhook.endpoint_disabled",
    "webhook.endpoint_enabled",
    "webhook.endpoint_changed",
    "webhook.endpoint_removed",
  ]);
  for (const kept of [secret, next]) expect(app.log).not.toContain(kept);
  receiver.stop();
});
