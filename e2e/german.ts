import { expect, type Page } from "@playwright/test";

/** English words that are not German words. Almost every English sentence has one of them. */
const ENGLISH = new Set(
  `the this that these those there here it its you your yours we our they their who which what where when
   and or if of to for from with without by at on is are be been has have can does
   sign signed signing password email address phone number account device again another please
   choose use send sent ask confirm continue cancel remove save change show hide`.split(/\s+/),
);

const HEARD = ["aria-label", "placeholder", "title", "alt"];

/**
 * Returns the English words in the visible text and the accessible names of a page, each once. Ignores addresses and
 * IDs.
 */
async function englishOn(page: Page): Promise<string[]> {
  const heard = await page
    .locator(HEARD.map((name) => `[${name}]`).join())
    .evaluateAll(
      (elements, names) => elements.flatMap((one) => names.map((name) => one.getAttribute(name))),
      HEARD,
    );
  const shown = [await page.title(), ...(await page.locator("body").allInnerTexts())];
  const text = [...shown, ...heard].join(" ").replace(/\S*[@\d]\S*/g, "");
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
  return [...words].filter((word) => ENGLISH.has(word));
}

/** Checks that a page has German text only. */
export async function expectGerman(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  expect(await englishOn(page), page.url()).toEqual([]);
}
