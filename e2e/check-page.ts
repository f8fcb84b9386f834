import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Without a second page to put the results of frames together in: there are none but the inbox's, whose emails have tests. */
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
 * Checks that a page is accessible and fits a narrow phone. In the dark only colours differ, so they alone are looked at, and
 * only where a page has some that others have not.
 */
export async function checkPage(page: Page, what: string, { inTheDark = false } = {}): Promise<void> {
  // After a form was sent React takes the old title away before it puts the new one in.
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
