import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeGeoIpDatabase } from "@/lib/identifiers/testing/geoip-database";
import { expect, test } from "./fixtures";
import { askForSignInLink, expectSignedIn, signIn } from "./steps";

const GEOIP_DATABASE = path.join(mkdtempSync(path.join(tmpdir(), "latchkey-places-")), "city.mmdb");
writeGeoIpDatabase(GEOIP_DATABASE);

test.describe.configure({ mode: "default" });
test.use({ settings: { GEOIP_DATABASE, TRUSTED_PROXIES: "1" } });

test("@server devices and activity show the location of an IP address", async ({ page, user }) => {
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.7" });
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  await page.goto("/account");
  await expect(page.locator("#devices")).toContainText("203.0.113.7 (Zurich, Switzerland). ");
  await expect(page.locator("#activity")).toContainText("203.0.113.7 (Zurich, Switzerland), ");
});

test.describe("in German", () => {
  test.use({ locale: "de-CH" });

  test("@server the page and the email of a link show where it was requested", async ({
    app,
    browser,
    page,
    user,
    inbox,
  }) => {
    const english = await browser.newContext({ baseURL: app.url, locale: "en-GB" });
    const asking = await english.newPage();
    await asking.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.8" });
    await askForSignInLink(asking, user.address);
    await page.goto(await inbox.link(user.address));
    const [message] = await inbox.messages(user.address);
    expect(message?.text).toContain("(203.0.113.8, Zurich, Switzerland)");
    await expect(page.getByText("203.0.113.8 (Zürich, Schweiz)")).toBeVisible();
    await english.close();
  });
});

test("@server shows an IP address without a known location alone", async ({ page, user }) => {
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "198.51.100.7" });
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  await page.goto("/account");
  await expect(page.locator("#devices")).toContainText("198.51.100.7. ");
});
