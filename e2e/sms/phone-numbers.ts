import type { Page } from "@playwright/test";

/** Returns a random number in the United States. */
export const newNumber = () => `+1415556${String(Math.floor(Math.random() * 9000) + 1000)}`;

/** Adds a phone number on the account page. */
export async function addNumber(page: Page, number: string): Promise<void> {
  await page.goto("/account");
  await page.getByLabel("Phone number", { exact: true }).fill(number);
  await page.getByRole("button", { name: "Add phone number" }).click();
}
