import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

async function expectAccessible(page: Page, what: string): Promise<void> {
  // After a form was sent React takes the old title away before it puts the new one in.
  await expect(page, what).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page }).analyze();
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

/** Checks that a page is accessible, and fits a narrow phone. */
export async function checkPage(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoOverflow(page, what);
  await page.setViewportSize({ width: 1280, height: 720 });
}
