import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Runs axe without the second page that merges the results of frames. Only the inbox has frames, and its emails have
 * their own tests.
 */
const axeOn = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true);

async function expectNoViolations(axe: AxeBuilder, what: string): Promise<void> {
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    what,
  ).toEqual([]);
}

async function expectNoOverflow(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, what).toBe(0);
}

/**
 * Checks that a page is accessible and fits a narrow phone. The dark theme differs only in colors, so it is checked for
 * contrast only, and only with `inTheDark`: on pages with colors that other pages do not have.
 */
export async function checkPage(page: Page, what: string, { inTheDark = false } = {}): Promise<void> {
  // After a form is submitted, React removes the old title before it inserts the new one.
  await expect(page, what).toHaveTitle(/./);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectNoViolations(axeOn(page), what);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoOverflow(page, what);
  await page.setViewportSize({ width: 1280, height: 720 });
  if (!inTheDark) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(axeOn(page).withRules("color-contrast"), `${what}, in the dark`);
}
