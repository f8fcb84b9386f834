import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectGerman } from "./german";
import { newName } from "./organizations/organization-steps";
import type { App } from "./servers/app";
import { signedIn } from "./visitor";

test.use({ locale: "de-DE" });

/** Signs a browser in by cookies, so that the test does not depend on the text of the sign-in page. */
async function letIn(app: App, page: Page, user: { address: string; password: string }): Promise<void> {
  const { cookies } = await signedIn(app, user);
  const pairs = cookies.split("; ").map((cookie) => cookie.split("=", 2) as [string, string]);
  await page.context().addCookies(pairs.map(([name, value]) => ({ name, value, url: app.url })));
}

const HEADINGS: [path: string, heading: string, another: string][] = [
  ["/dashboard", "Dashboard", "Letzte Aktivitäten"],
  ["/account", "Ihr Konto", "Bestätigung in zwei Schritten"],
  ["/account/activity", "Aktivitäten", "Aktivitäten"],
  ["/account/password", "Passwort festlegen", "Passwort festlegen"],
  ["/account/two-step", "Bestätigung in zwei Schritten", "Authenticator-App"],
  ["/account/passkeys", "Passkeys", "Passkeys"],
  ["/account/delete", "Ihr Konto löschen", "Ihr Konto löschen"],
  ["/account/confirm", "Bestätigen Sie, dass Sie es sind", "Bestätigen Sie, dass Sie es sind"],
  ["/account/verify", "Nichts zu bestätigen", "Nichts zu bestätigen"],
];

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every account page is in German", async ({ app, page, user }) => {
    await letIn(app, page, user);
    for (const [path, heading, another] of HEADINGS) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
      await expect(page.getByRole("heading", { name: another, exact: true }).first()).toBeVisible();
      await expectGerman(page);
    }
  });
});

test("changes of the account show their notices in German", async ({ app, page, user }) => {
  await letIn(app, page, user);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByText("Profil gespeichert.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Alle anderen Geräte abmelden" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: `Entfernen ${user.phone}` })).toBeVisible();
  await page.getByLabel("E-Mail-Adresse", { exact: true }).fill(`${randomUUID()}@newcomers.example`);
  await page.getByLabel("Code senden").check();
  await page.getByRole("button", { name: "E-Mail-Adresse hinzufügen" }).click();
  await expect(page.getByRole("heading", { name: "Adresse bestätigen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Weiter" })).toBeVisible();
  await page.getByRole("link", { name: "Andere Methode verwenden" }).click();
  await expect(page.getByRole("heading", { name: "Wie möchten Sie sie bestätigen?" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Link per E-Mail an" })).toBeVisible();
});

test("confirms the deletion of an account with a German word and shows a German goodbye page", async ({
  app,
  page,
  user,
}) => {
  await letIn(app, page, user);
  await page.goto("/account/delete");
  await page.getByLabel("Geben Sie zur Bestätigung „löschen“ ein").fill("löschen");
  await page.getByRole("button", { name: "Konto löschen" }).click();
  await expect(page.getByRole("heading", { name: "Auf Wiedersehen" })).toBeVisible();
  await expect(page).toHaveTitle("Auf Wiedersehen · Latchkey");
  await expectGerman(page);
});

test("@organizations an organization and its invitation are in German", async ({
  app,
  page,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  const name = newName();
  await letIn(app, page, user);
  await page.goto("/organizations/invitation");
  await expect(page.getByRole("heading", { name: "Einladung nicht gefunden" })).toBeVisible();
  await expectGerman(page);
  await page.goto("/organizations");
  await expect(page.getByRole("heading", { name: "Ihre Organisationen" })).toBeVisible();
  await expectGerman(page);
  await page.getByLabel("Name der Organisation").fill(name);
  await page.getByRole("button", { name: "Organisation erstellen" }).click();
  await expect(page.getByText("Ihre Rolle: Eigentümer. Alle Ihre Organisationen")).toBeVisible();
  await page.getByLabel("E-Mail-Adresse", { exact: true }).fill(guest.address);
  await page.getByLabel("Rolle", { exact: true }).selectOption({ label: "Mitglied" });
  await page.getByRole("button", { name: "Einladen", exact: true }).click();
  await expect(page.getByText(`${guest.address} Mitglied`)).toBeVisible();
  await expectGerman(page);

  await letIn(app, page, guest);
  await page.goto(await inbox.link(guest.address));
  await expect(page.getByText(`eingeladen, ${name} beizutreten. Rolle: Mitglied.`)).toBeVisible();
  await expectGerman(page);
  await page.getByRole("button", { name: "Annehmen" }).click();
  await expect(page.getByText("Mitglied, Sie")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page.getByText(`Aktuelle Organisation: ${name}`)).toBeVisible();
});
