import type { Page } from "@playwright/test";
import { Authenticator } from "./authenticator";
import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { expectGerman } from "./german";
import { readForm, sendForm } from "./raw-form";
import type { App } from "./servers/app";
import { signedIn } from "./visitor";

test.use({ locale: "de-DE" });

const IDENTIFIER = "E-Mail-Adresse oder Telefonnummer";
const WITH_QUERY = "/sign-in?redirect_url=%2Faccount";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const language = (page: Page) => page.locator("html");

async function signIn(page: Page, { address, password }: { address: string; password: string }) {
  await page.goto("/sign-in");
  await page.getByLabel(IDENTIFIER).fill(address);
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await button(page, "Anmelden").click();
  await expect(button(page, "Abmelden")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the page that waits for a link is in German and can be cancelled", async ({ page, user }) => {
      await page.goto("/forgot-password");
      await page.getByLabel(IDENTIFIER).fill(user.address);
      await page.locator('[name="method"][value="link"]').check();
      await page.getByLabel(IDENTIFIER).press("Enter");
      await expect(
        page.getByText("haben wir einen Link dorthin gesendet. Er gilt 10 Minuten."),
      ).toBeVisible();
      await expect(page.getByText("Wir warten darauf, dass Sie den Link öffnen.")).toBeVisible();
      await expect(page.getByText(/^Erneut senden in \d+ s$/)).toBeVisible();
      await expect(button(page, "Erneut senden")).toBeVisible();
      await expectGerman(page);
      await button(page, "Abbrechen").click();
      await expect(heading(page, "Dieses Zurücksetzen wurde abgebrochen")).toBeVisible();
      await expect(page.getByRole("link", { name: "Von vorn beginnen" })).toBeVisible();
      await expectGerman(page);
    });

    test("the form for a code and a new password is in German", async ({ page, user }) => {
      await page.goto("/forgot-password");
      await page.getByLabel(IDENTIFIER).fill(user.address);
      await page.getByLabel(IDENTIFIER).press("Enter");
      await page.getByLabel("Bestätigungscode").fill("12");
      await expect(page.getByLabel("Alle anderen Geräte abmelden")).toBeVisible();
      await page.getByLabel("Neues Passwort wiederholen").fill("etwas anderes");
      await page.getByLabel("Neues Passwort wiederholen").press("Enter");
      await expect(page.getByText("Prüfen Sie die 2 unten markierten Felder.")).toBeVisible();
      await expectGerman(page);
    });

    test("the inbox is in German", async ({ page, user, inbox }) => {
      await page.goto("/forgot-password");
      await page.getByLabel(IDENTIFIER).fill(user.address);
      await page.getByLabel(IDENTIFIER).press("Enter");
      const code = await inbox.code(user.address);
      await page.goto("/inbox");
      await expect(page).toHaveTitle("Postfach · Latchkey");
      await expect(button(page, "Postfach leeren")).toBeVisible();
      await page.getByLabel("Nach Empfänger filtern").fill(user.address);
      await button(page, "Filtern").click();
      const message = page.getByRole("listitem");
      await message.getByText(`an ${user.address}, `).click();
      await expect(message.getByText(/\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d UTC/)).toBeVisible();
      await expect(message.getByText(`Code: ${code}`)).toBeVisible();
      await expect(message.getByText("Nur Text")).toBeVisible();
      await page.goto("/inbox?to=niemand@people.example");
      await expect(page.getByText("Keine Nachrichten für niemand@people.example.")).toBeVisible();
      await expectGerman(page);
      await page.getByRole("link", { name: "Alle Nachrichten anzeigen" }).click();
      await expect(page).toHaveURL(/\/inbox$/);
    });

    test("a chosen language overrides the language of the browser", async ({ page }) => {
      await page.goto(WITH_QUERY);
      await expect(language(page)).toHaveAttribute("lang", "de");
      await button(page, "English").click();
      await expect(language(page)).toHaveAttribute("lang", "en");
      await expect(page).toHaveURL(WITH_QUERY);
      await expect(page.getByLabel("Email address or phone number")).toBeVisible();
      await page.goto("/forgot-password");
      await expect(language(page)).toHaveAttribute("lang", "en");
      await button(page, "Deutsch").click();
      await expect(language(page)).toHaveAttribute("lang", "de");
      await expect(page).toHaveURL("/forgot-password");
      await expectGerman(page);
    });
  });
}

test("a password can be shown and hidden again", async ({ page }) => {
  await page.goto("/sign-in");
  await button(page, "Anzeigen").click();
  await expect(page.getByLabel("Passwort", { exact: true })).toHaveAttribute("type", "text");
  await button(page, "Verbergen").click();
  await expect(page.getByLabel("Passwort", { exact: true })).toHaveAttribute("type", "password");
});

test("sends codes in the language of the browser that requests them", async ({
  app,
  page,
  user,
  createNextUser,
  inbox,
}) => {
  await page.goto("/forgot-password");
  await page.locator('[name="identifier"]').fill(user.address);
  await page.locator('[name="identifier"]').press("Enter");
  const [german] = await inbox.withSubject(
    user.address,
    "ist Ihr Latchkey-Code zum Zurücksetzen des Passworts",
  );
  expect(german?.html).toContain('lang="de"');
  expect(german?.text).toContain("Ohne den Code bleibt Ihr Passwort unverändert.");

  const { address } = createNextUser();
  const form = await readForm(`${app.url}/forgot-password`, "identifier");
  await sendForm(form, { identifier: address, method: "code" }, { "accept-language": "en-GB" });
  const [english] = await inbox.withSubject(address, "is your Latchkey password reset code");
  expect(english?.html).toContain('lang="en"');
});

test("@texts sends an SMS in the language of the browser that requests it", async ({ page, user, inbox }) => {
  await page.goto("/forgot-password");
  await page.locator('[name="identifier"]').fill(user.phone);
  await page.locator('[name="identifier"]').press("Enter");
  const [text] = await inbox.waitFor(user.phone, 1);
  expect(text?.text).toBe(
    `Ihr Latchkey-Code: ${text?.code}. Er gilt 10 Minuten. Bitte nicht weitergeben.\n\n@localhost #${text?.code}`,
  );
});

test("the activity of an account is in German", async ({ page, user }) => {
  await signIn(page, user);
  await page.goto("/dashboard");
  const navigation = page.getByRole("navigation");
  await expect(navigation.getByRole("link", { name: "Konto", exact: true })).toBeVisible();
  await expect(page.getByText("Anmeldung mit Passwort")).toBeVisible();
  await expect(page.getByText(/^\(.+ unter Linux\)$/).first()).toBeVisible();
  await expect(page.getByText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d UTC$/).first()).toBeVisible();
});

test("sets up an authenticator app in German and shows its backup codes", async ({ page, user }) => {
  await signIn(page, user);
  await page.goto("/account/two-step");
  await page.locator('form:has([name="context"])').first().getByRole("button").click();
  await expect(heading(page, "Authenticator-App einrichten")).toBeVisible();
  await expect(page.getByRole("img", { name: "QR-Code für Ihre Authenticator-App" })).toBeVisible();
  await expect(page.getByText("Öffnen Sie Ihre App, oder geben Sie diesen Schlüssel ein:")).toBeVisible();
  const app = new Authenticator((await page.getByTestId("totp-secret").textContent()) ?? "");
  await page.getByLabel("Code der Authenticator-App").fill(await app.code());
  await button(page, "Bestätigen").click();
  await expect(heading(page, "Ihre Backup-Codes")).toBeVisible();
  for (const name of ["Herunterladen", "Ich habe sie gespeichert"]) {
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  const file = await page.getByRole("link", { name: "Herunterladen" }).getAttribute("href");
  expect(decodeURIComponent(file ?? "")).toContain("Latchkey-Backup-Codes. Jeder gilt einmal.");
});

/** Submits the form that chooses a language. Returns the response. */
async function choose(app: App, locale: string, headers: Record<string, string> = {}, cookies = "") {
  const form = await readForm(app.url + WITH_QUERY, "locale", cookies);
  return sendForm(form, { locale }, { referer: app.url + WITH_QUERY, ...headers });
}

test("only a form of the same site can choose a language", async ({ app }) => {
  const own = await choose(app, "de");
  expect(own.location).toBe(WITH_QUERY);
  expect(own.cookies).toContain("latchkey.locale=de");
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
    const refused = await choose(app, "de", headers);
    expect(refused.status).toBe(403);
    expect(refused.html).toBe("This request came from another site and was rejected.\n");
    expect(refused.cookies).not.toContain("latchkey.locale");
  }
  const inGerman = await choose(app, "de", { origin: "https://evil.example", "accept-language": "de-CH" });
  expect(inGerman.html).toContain("von einer anderen Website");
  const led = await choose(app, "de", { referer: "https://evil.example/sign-in" });
  expect(led.location).toBe("/");
});

test("an unsupported language changes nothing", async ({ app }) => {
  for (const unknown of ["fr", "", "DE", "__proto__", "de\r\nx: y"]) {
    const { location, cookies } = await choose(app, unknown);
    expect(location, unknown).toBe(WITH_QUERY);
    expect(cookies, unknown).not.toContain("latchkey.locale");
  }
});

test("@sql stores the chosen language of a signed-in user", async ({ app, user }) => {
  const userId = await userIdOf(app, user.address);
  const kept = async () => {
    const [user] = await query<{ locale: string | null }>(app, `SELECT locale FROM "User" WHERE id = $1`, [
      userId,
    ]);
    return user?.locale;
  };
  const { cookies } = await signedIn(app, user);
  const form = await readForm(`${app.url}/account`, "locale", cookies);
  const sent = await sendForm(form, { locale: "de" });
  expect(await kept()).toBe("de");
  await sendForm({ ...form, cookies: sent.cookies }, { locale: "fr" });
  await sendForm({ ...form, cookies: sent.cookies }, { locale: "en" }, { origin: "https://evil.example" });
  expect(await kept()).toBe("de");
  await choose(app, "en");
  expect(await kept()).toBe("de");
  await sendForm({ ...form, cookies: sent.cookies }, { locale: "en" });
  expect(await kept()).toBe("en");
});

test("the API returns error messages in the requested language, with the same codes", async ({ app }) => {
  const refusalIn = async (language: string) => {
    const answer = await fetch(`${app.url}/api/v1/sign-ins`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": language },
      body: "{}",
    });
    const { errors } = (await answer.json()) as { errors: { code: string; longMessage: string }[] };
    return [answer.headers.get("content-language"), errors[0]?.code, errors[0]?.longMessage];
  };
  const german = ["de", "form_param_missing", "Füllen Sie dieses Feld aus."];
  const english = ["en", "form_param_missing", "This field is required."];
  expect(await refusalIn("de-AT, en;q=0.5")).toEqual(german);
  expect(await refusalIn("fr, en;q=0.5")).toEqual(english);
  expect(await refusalIn("*")).toEqual(english);
});
