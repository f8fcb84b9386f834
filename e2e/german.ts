import { expect, type Page } from "@playwright/test";

/** English words that are not German words. Almost every English sentence has one of them. */
const ENGLISH = new Set(
  `the this that these those there here it its you your yours we our they their who which what where when
   and or if of to for from with without by at on is are be been has have can does
   sign signed signing password email address phone number account device again another please
   choose use send sent ask confirm continue cancel remove save change show hide`.split(/\s+/),
);

const HEARD = ["aria-label", "placeholder", "title", "alt"];

/** Event types, template names and other identifiers, such as `user.locked`. */
const IDENTIFIER = /\b[a-z]+(?:[._-][a-z_]+)+\b/g;

/** What `expectGerman` ignores: elements that match a selector, attributes, and identifiers. */
type Ignored = { elements?: string; attributes?: readonly string[]; identifiers?: boolean };

/**
 * Returns the English words in the visible text and the accessible names of a page, each once. Ignores addresses,
 * IDs, and what is to be ignored.
 */
async function englishOn(page: Page, ignored: Ignored): Promise<string[]> {
  // One call, so that the page cannot change in between.
  const texts = await page.locator("html").evaluate(
    (html, { attributes, elements }) => {
      const isIgnored = (element: Element) => elements !== "" && element.closest(elements) !== null;
      const heard = [...html.querySelectorAll(attributes.map((name) => `[${name}]`).join())]
        .filter((element) => !isIgnored(element))
        .flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ""));
      const shown: string[] = [];
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const parent = node.parentElement;
        if (parent?.checkVisibility({ visibilityProperty: true }) && !isIgnored(parent))
          shown.push(node.nodeValue ?? "");
      }
      return [document.title, ...shown, ...heard];
    },
    {
      attributes: HEARD.filter((name) => !ignored.attributes?.includes(name)),
      elements: ignored.elements ?? "",
    },
  );
  const text = texts.join(" ").replace(/\S*[@\d]\S*/g, "");
  const words = new Set(
    (ignored.identifiers ? text.replace(IDENTIFIER, "") : text).toLowerCase().match(/\p{L}+/gu),
  );
  return [...words].filter((word) => ENGLISH.has(word));
}

/** Checks that a page has German text only, except for what is ignored. */
export async function expectGerman(page: Page, ignored: Ignored = {}): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  expect(await englishOn(page, ignored), page.url()).toEqual([]);
}
