import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** In the dark only colours differ: the rest is looked at in the light. */
async function expectAccessible(page: Page, what: string, isDark: boolean): Promise<void> {
  // After a form was sent React takes the old title away before it puts the new one in.
  await expect(page, what).toHaveTitle(/./);
  const axe = new AxeBuilder({ page });
  const { violations } = await (isDark ? axe.withRules("color-contrast") : axe).analyze();
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

/** Checks that a page is accessible and, in the light theme, that it fits a narrow phone. */
export async function checkPage(page: Page, what: string): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await expectAccessible(page, what, isDark);
  if (isDark) return;
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoOverflow(page, what);
  await page.setViewportSize({ width: 1280, height: 720 });
}
