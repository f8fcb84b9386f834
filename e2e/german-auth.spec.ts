import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import { expectGerman } from "./german";
import { NEW_PASSWORD } from "./steps";
import { setUpApp } from "./two-step";

test.use({ locale: "de-DE" });

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function expectHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  await expectGerman(page);
}

async function signIn(page: Page, { address, password }: { address: string; password: string }) {
  await page.goto("/sign-in");
  await field(page, "identifier").fill(address);
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await press(page, "Anmelden");
}

async function setPassword(page: Page): Promise<void> {
  await field(page, "password").fill(NEW_PASSWORD);
  await field(page, "confirmPassword").fill(NEW_PASSWORD);
  await press(page, "Passwort zurücksetzen");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("every public page is in German for a German browser", async ({ page }) => {
      const pages = {
        "/": { heading: "Authentifizierung auf Ihrem eigenen Server", title: "Latchkey" },
        "/sign-in": { heading: "Anmelden", title: "Anmelden · Latchkey" },
        "/sign-in/factor-one": {
          heading: "Ohne Passwort anmelden",
          title: "Mit Code oder Link anmelden · Latchkey",
        },
        "/sign-up": { heading: "Registrieren", title: "Registrieren · Latchkey" },
        "/forgot-password": { heading: "Passwort vergessen?", title: "Passwort vergessen · Latchkey" },
        "/verify": { heading: "Öffnen Sie hier den Link aus Ihrer E-Mail", title: "Bestätigen · Latchkey" },
        "/report-sign-in": {
          heading: "Dieser Link funktioniert nicht",
          title: "Anmeldung melden · Latchkey",
        },
      };
      for (const [path, { heading, title }] of Object.entries(pages)) {
        await page.goto(path);
        await expectHeading(page, heading);
        await expect(page).toHaveTitle(title);
      }
    });

    test("signs in with a code in German", async ({ page, user, inbox }) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Stattdessen mit Code oder Link anmelden" }).click();
      await field(page, "identifier").fill(user.address);
      await press(page, "Weiter");
      await expectHeading(page, "Anmeldemethode wählen");
      await expect(page.getByText(`Anmeldung als ${user.address}. Das sind nicht Sie?`)).toBeVisible();
      await page.getByRole("listitem").getByRole("button").first().click();
      await expectHeading(page, "Code eingeben");
      await field(page, "code").fill(await inbox.code(user.address));
      await press(page, "Weiter");
      await expectHeading(page, "Willkommen");
      await expect(page.getByText(`Sie sind als ${user.address} angemeldet.`)).toBeVisible();
      await page.goto("/nowhere");
      await expectHeading(page, "Seite nicht gefunden");
      await expect(page).toHaveTitle("Nicht gefunden · Latchkey");
    });

    test("resets a password by a link in German", async ({ page, user, inbox }) => {
      await page.goto("/forgot-password");
      await field(page, "identifier").fill(user.address);
      await page.getByLabel("Link per E-Mail senden").check();
      await press(page, "Anleitung senden");
      await expectHeading(page, "Prüfen Sie Ihr Postfach");
      await page.goto(await inbox.link(user.address));
      await expectHeading(page, "Zurücksetzen des Passworts bestätigen");
      await press(page, "Bestätigen");
      await expectHeading(page, "Neues Passwort wählen");
      await setPassword(page);
      await expectHeading(page, "Willkommen");
    });
  });
}

test("signs up in German", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("E-Mail-Adresse").fill(`${randomUUID()}@people.example`);
  await page.getByLabel("Passwort", { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel("Code senden").check();
  await press(page, "Registrieren");
  await expectHeading(page, "E-Mail-Adresse bestätigen");
  await page.getByRole("link", { name: "verwenden Sie eine andere Methode" }).click();
  await expectHeading(page, "Wie möchten Sie Ihre E-Mail-Adresse bestätigen?");
});

test("@sql the task for a new password is in German", async ({ app, page, user }) => {
  await signIn(page, user);
  await expectHeading(page, "Willkommen");
  await markCompromised(app, user.address);
  await page.goto("/");
  await expectHeading(page, "Neues Passwort wählen");
  await setPassword(page);
  await expectHeading(page, "Willkommen");
});

test("the second step is in German", async ({ app, page, user }) => {
  await setUpApp(app, user);
  await signIn(page, user);
  await expectHeading(page, "Bestätigung in zwei Schritten");
  await page.getByRole("link", { name: "Backup-Code verwenden" }).click();
  await expect(page.getByText("Geben Sie einen Ihrer Backup-Codes ein")).toBeVisible();
  await expectHeading(page, "Bestätigung in zwei Schritten");
});
