import { expect, test } from "./fixtures";
import { rawReset } from "./raw-form";
import { App } from "./servers/app";
import { clickAndConfirm, requestPasswordReset } from "./steps";
import { addressOf } from "./users";

const TOKEN = "a token for the inbox of this very test";

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test("shows a message as it was sent, in a separate frame", async ({ page, user, inbox }) => {
      await requestPasswordReset(page, user.address);
      const code = await inbox.code(user.address);
      await page.goto("/inbox");
      await page.getByLabel("Filter by recipient").fill(user.address.toUpperCase());
      await page.getByRole("button", { name: "Filter" }).click();
      await page.getByText(`${code} is your Latchkey password reset code`).click();
      const email = page.frameLocator("iframe");
      await expect(email.getByRole("heading", { name: "Reset your password" })).toBeVisible();
      await expect(email.getByText(code, { exact: true })).toBeVisible();
      await page.getByText("Plain text").click();
      await expect(page.getByText("Enter this code to continue")).toBeVisible();
    });
  });
}

test("shows that an address has no messages", async ({ page }) => {
  await page.goto("/inbox?to=no-messages@people.example");
  await expect(page.getByText("No messages for no-messages@people.example.")).toBeVisible();
  await page.getByRole("link", { name: "Show all messages" }).click();
  await expect(page).toHaveURL(/\/inbox$/);
});

test.describe("@server an inbox with a token", () => {
  test("can be read and cleared only with the token", async ({ databaseKind, browser }) => {
    const app = await App.start(databaseKind, { INBOX_TOKEN: TOKEN });
    await rawReset(app.url, addressOf(0));
    const bearer = { authorization: `Bearer ${TOKEN}` };
    const list = async () => {
      const answer = await fetch(`${app.url}/inbox/messages`, { headers: bearer });
      return (await answer.json()) as { id: string }[];
    };
    await expect.poll(async () => (await list()).length).toBe(1);
    const [message] = await list();
    for (const path of ["/inbox", "/inbox/messages", `/inbox/messages/${message?.id}/html`]) {
      expect((await fetch(app.url + path)).status, path).toBe(401);
      expect((await fetch(app.url + path, { headers: bearer })).status, path).toBe(200);
    }
    const remove = (headers: Record<string, string>) =>
      fetch(`${app.url}/inbox/messages`, { method: "DELETE", headers });
    expect((await remove({})).status).toBe(401);
    expect((await remove({ ...bearer, origin: "https://evil.example" })).status).toBe(403);
    expect(await list()).toHaveLength(1);

    const context = await browser.newContext({ extraHTTPHeaders: bearer });
    const page = await context.newPage();
    await page.goto(`${app.url}/inbox`);
    await clickAndConfirm(page.getByRole("button", { name: "Clear inbox" }), "Delete all messages");
    await expect(page.getByText("One message deleted.")).toBeVisible();
    await expect(page.getByText("No messages yet.")).toBeVisible();
    expect(await list()).toEqual([]);
    await context.close();
    await app.stop();
  });
});
