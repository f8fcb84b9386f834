import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { query, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import { expectGerman } from "../german";
import { clickAndConfirm } from "../steps";

test.use({ locale: "de-DE" });

const ADMIN = { address: "admin@example.com", password: DEMO_PASSWORD };
const RESET_ASKED = {
  en: "Choose a new Latchkey password",
  de: "Wählen Sie ein neues Latchkey-Passwort",
};

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const press = (page: Page, name: string) => button(page, name).click();

async function arrive(page: Page, { address, password }: typeof ADMIN): Promise<void> {
  await page.goto("/sign-in");
  await page.locator('[name="identifier"]').fill(address);
  await page.locator('[name="password"]').fill(password);
  await page.locator('[name="password"]').press("Enter");
  await expect(page.getByText(address)).toBeVisible();
}

async function openUser(page: Page, address: string): Promise<void> {
  await page.goto(`/admin/users?query=${address}`);
  await page.getByRole("link", { name: address, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: address }).waitFor();
}

/** Checks that a page is in German. Event types, template names, their details and examples of input are not. */
const expectGermanWords = (page: Page) =>
  expectGerman(page, { elements: "summary ~ *", attributes: ["placeholder"], identifiers: true });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("every admin page is in German for a German browser", async ({ page, user }) => {
      await arrive(page, ADMIN);
      const pages = {
        "": {
          heading: "Verwaltung",
          holds: ["Letzte 14 Tage", "Nachrichten in der Warteschlange", "Als Tabelle anzeigen"],
        },
        "/users?query=unknown": { heading: "Benutzer", holds: ["Suchen", "Keine Benutzer gefunden."] },
        "/webhooks": { heading: "Webhooks", holds: ["Endpunkt hinzufügen"] },
        "/webhooks/new": {
          heading: "Endpunkt hinzufügen",
          holds: ["Wählen Sie nichts aus, um alle Ereignisse zu erhalten."],
        },
        "/invitations": { heading: "Einladungen", holds: ["Benutzer einladen", "Keine Einladungen."] },
        "/invitations/new": { heading: "Benutzer einladen", holds: ["Alle Einladungen"] },
        "/messages": { heading: "Nachrichten", holds: ["Nur fehlgeschlagene anzeigen"] },
        "/audit": { heading: "Protokoll", holds: ["CSV exportieren", "Filtern"] },
        "/audit?user=nonsense&since=x": {
          heading: "Protokoll",
          holds: ["Geben Sie eine gültige Benutzer-ID ein."],
        },
      };
      for (const [path, { heading, holds }] of Object.entries(pages)) {
        await page.goto(`/admin${path}`);
        await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
        for (const words of holds) await expect(page.getByText(words, { exact: true })).toBeVisible();
        await expectGermanWords(page);
      }
      await openUser(page, user.address);
      await clickAndConfirm(button(page, "Als kompromittiert markieren"), "Passwort markieren");
      await expect(page.getByText("Als kompromittiert markiert. Es kann")).toBeVisible();
      await expect(page.getByText("Kompromittiert", { exact: true })).toBeVisible();
      await clickAndConfirm(button(page, "Sperren"), "Benutzer sperren");
      await expect(page.getByText("Gesperrt. Keine Anmeldungen")).toBeVisible();
      await page.getByText("user.locked").click();
      await expect(page.getByRole("term").filter({ hasText: "Ausgeführt von" })).toBeVisible();
      await page.getByRole("link", { name: "Benutzer löschen" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Benutzer löschen" })).toBeVisible();
      await page.getByRole("link", { name: "Abbrechen" }).click();
      await expect(page.getByRole("heading", { level: 1, name: user.address })).toBeVisible();
      await expectGermanWords(page);
    });
  });
}

test("adds, changes and deletes an endpoint in German", async ({ page }) => {
  await arrive(page, ADMIN);
  await page.goto("/admin/webhooks/new");
  await page.getByLabel("URL").fill("https://hooks.example.com/german");
  await page.getByLabel("user.deleted").check();
  await press(page, "Endpunkt hinzufügen");
  await expect(page.getByText("Signaturgeheimnis. Kopieren Sie es jetzt")).toBeVisible();
  await page.getByRole("link", { name: "Ich habe es gespeichert" }).click();
  await page.getByRole("link", { name: "https://hooks.example.com/german" }).click();
  await expect(page.getByText("Eingeschaltet", { exact: true })).toBeVisible();
  await press(page, "Speichern");
  await expect(page.getByText("Endpunkt gespeichert.")).toBeVisible();
  await press(page, "Abschalten");
  await expect(page.getByText("Abgeschaltet", { exact: true })).toBeVisible();
  await page.locator('[name="confirmation"]').fill("löschen");
  await press(page, "Endpunkt löschen");
  await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
});

test("@server @sql emails that an admin triggers are in the language of the account", async ({
  app,
  page,
  user,
  createNextUser,
  inbox,
}) => {
  const reader = createNextUser();
  await query(app, `UPDATE "User" SET locale = 'de' WHERE id = $1`, [await userIdOf(app, reader.address)]);
  await arrive(page, ADMIN);
  for (const [{ address }, locale] of [[user, "en"] as const, [reader, "de"] as const]) {
    await openUser(page, address);
    await press(page, "Passwort zurücksetzen lassen");
    await expect(page.getByText("E-Mail zum Zurücksetzen gesendet.")).toBeVisible();
    const [asked] = await inbox.withSubject(address, RESET_ASKED[locale]);
    expect(asked?.link).toBe(`${app.url}/forgot-password`);
  }
});
