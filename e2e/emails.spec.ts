import { execFileSync } from "node:child_process";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ROOT } from "./servers/paths";

const TEMPLATES = [
  ...(["verification-code", "verification-link", "sign-up-existing"] as const),
  ...(["sign-up-rejected", "sign-up-invitation"] as const),
  ...(["organization-invitation", "account-changed", "password-changed"] as const),
  ...(["webhook-disabled"] as const),
];

type Emails = Record<(typeof TEMPLATES)[number], { html: string }>;

const PAPER = { light: "rgb(246, 243, 236)", dark: "rgb(23, 22, 18)" };

// Runs in one worker, so that the emails are rendered once.
test.describe.configure({ mode: "default" });

let emails: Emails;
let german: Emails;
test.beforeAll(() => {
  const arguments_ = ["--import", "tsx", "e2e/servers/emails.ts"];
  const env = { ...process.env, LOG_LEVEL: "silent" };
  const printed = execFileSync(process.execPath, arguments_, { cwd: ROOT, env, encoding: "utf8" });
  ({ en: emails, de: german } = JSON.parse(printed) as Record<"en" | "de", Emails>);
});

/** Returns by how many pixels a page is wider than the window. */
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Returns the visible background color at a point: that of the nearest element with a background. */
function paperAt(page: Page, x: number, y: number): Promise<string> {
  return page.evaluate(
    ([left, top]) => {
      let element = document.elementFromPoint(left, top);
      while (element && getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)")
        element = element.parentElement;
      return element ? getComputedStyle(element).backgroundColor : "none";
    },
    [x, y] as const,
  );
}

for (const template of TEMPLATES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the ${template} email renders correctly in the ${colorScheme} theme, from phone to desktop`, async ({
      page,
    }, testInfo) => {
      await page.emulateMedia({ colorScheme });
      await page.setContent(emails[template].html);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 720 });
        const screenshot = await page.screenshot({ fullPage: true });
        await testInfo.attach(`${template}-${colorScheme}-${width}`, {
          body: screenshot,
          contentType: "image/png",
        });
        expect(await overflowOf(page), `at ${width} px`).toBe(0);
        expect(await paperAt(page, 2, 60), `at ${width} px, by the edge`).toBe(PAPER[colorScheme]);
        expect(await paperAt(page, width / 2, 60), `at ${width} px, inside`).toBe(PAPER[colorScheme]);
      }
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .disableRules(["landmark-one-main", "region"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }
}

test("the longer German text also fits a phone", async ({ page }, testInfo) => {
  await page.setViewportSize({ width: 320, height: 720 });
  for (const template of TEMPLATES) {
    await page.setContent(german[template].html);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    expect(await overflowOf(page), template).toBe(0);
    await testInfo.attach(`${template}-de`, {
      body: await page.screenshot({ fullPage: true }),
      contentType: "image/png",
    });
  }
});

test("the code is large, on one line, and selected with one tap", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setContent(emails["verification-code"].html);
  const code = page.getByText("042917", { exact: true });
  await expect(code).toBeInViewport({ ratio: 1 });
  const { fontSize, lineHeight, height } = await code.evaluate((element) => {
    const style = getComputedStyle(element);
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
    return {
      fontSize: Number.parseFloat(style.fontSize),
      lineHeight: Number.parseFloat(style.lineHeight),
      height: element.clientHeight - padding,
    };
  });
  expect(fontSize).toBeGreaterThanOrEqual(32);
  expect(height).toBe(lineHeight);
  await code.click();
  expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe("042917");
});

test("no email sends a network request", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const { html } of Object.values(emails)) await page.setContent(html, { waitUntil: "load" });
  expect(asked).toEqual([]);
});
