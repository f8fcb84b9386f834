import { execFileSync } from "node:child_process";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { TemplateName, TemplateValues } from "@/lib/notifications/message";
import { ROOT } from "./servers/paths";

type Samples = Partial<TemplateValues>;

type Emails<Of extends Samples> = Record<keyof Of & string, { html: string }>;

const PAPER = { light: "rgb(246, 243, 236)", dark: "rgb(23, 22, 18)" };

/** Renders one email of each sample, in every language. */
export function renderSamples<Of extends Samples>(samples: Of): Record<"en" | "de", Emails<Of>> {
  const printed = execFileSync(process.execPath, ["--import", "tsx", "e2e/servers/emails.ts"], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: "silent" },
    encoding: "utf8",
    input: JSON.stringify(samples),
  });
  return JSON.parse(printed);
}

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

/**
 * Defines the tests that every email must pass. The file that calls it runs in one worker, so that the emails are
 * rendered once.
 *
 * @param samples the values of the emails, by template
 */
export function testEmails(samples: Samples): void {
  const templates = Object.keys(samples) as TemplateName[];
  let emails: Emails<TemplateValues>;
  let german: Emails<TemplateValues>;
  test.beforeAll(() => {
    ({ en: emails, de: german } = renderSamples(samples as TemplateValues));
  });

  for (const template of templates) {
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
    for (const template of templates) {
      await page.setContent(german[template].html);
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      expect(await overflowOf(page), template).toBe(0);
      await testInfo.attach(`${template}-de`, {
        body: await page.screenshot({ fullPage: true }),
        contentType: "image/png",
      });
    }
  });

  test("no email sends a network request", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    for (const { html } of Object.values(emails)) await page.setContent(html, { waitUntil: "load" });
    expect(asked).toEqual([]);
    const image = "http://127.0.0.1:9/tracker.png";
    await page.setContent(`<img src="${image}">`, { waitUntil: "load" });
    expect(asked).toEqual([image]);
  });
}
