import { expect, type Page } from "@playwright/test";

/** Returns the flaws in the current layout of a page, one sentence per flaw. */
const flawsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const FIELDS = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea";
    const flaws: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute("name") ?? element.textContent ?? "").trim().slice(0, 40)}"`;
    const visible = (selector: string, root: ParentNode = document) =>
      [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    /** Returns whether an element is in a container that scrolls, such as the section list on a phone. */
    const isScrolledTo = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || isScrolledTo(element.parentElement));
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) flaws.push(`The page is ${scrollWidth} wide in ${clientWidth}.`);
    for (const element of visible(`h1, h2, label, button, a, ${FIELDS}`)) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (element.classList.contains("sr-only") || element.closest(".sr-only")) continue;
      if ((left < 0 || right > clientWidth) && !isScrolledTo(element))
        flaws.push(`${nameOf(element)} leaves the page.`);
      if (width < 4 || height < 4) flaws.push(`${nameOf(element)} has no size.`);
      if (
        element.matches("h1, h2, label, button") &&
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0
      )
        flaws.push(`${nameOf(element)} is cut off.`);
    }
    for (const form of visible("form")) {
      const fields = visible(FIELDS, form);
      const edges = (side: "left" | "right") =>
        new Set(
          fields
            .filter((field) => side === "left" || field.getAttribute("autocomplete") !== "one-time-code")
            .map((field) => Math.round(field.getBoundingClientRect()[side])),
        );
      if (edges("left").size > 1)
        flaws.push(`Fields beginning with ${nameOf(fields[0] as Element)} have no common left edge.`);
      if (edges("right").size > 1)
        flaws.push(`Fields beginning with ${nameOf(fields[0] as Element)} have no common right edge.`);
      for (const field of fields) {
        const [label] = (field as HTMLInputElement).labels ?? [];
        if (!label?.checkVisibility()) flaws.push(`${nameOf(field)} has no visible label.`);
        else if (label.getBoundingClientRect().bottom > field.getBoundingClientRect().top + 1)
          flaws.push(`The label of ${nameOf(field)} is not above it.`);
      }
    }
    const targets = visible(`button, a, ${FIELDS}`).filter(
      (element) => element.closest("[class*=sr-only]") === null,
    );
    for (const [index, one] of targets.entries()) {
      for (const other of targets.slice(index + 1)) {
        // A button inside the box of a field, such as "Show", may overlap the field.
        if (one.parentElement === other.parentElement && one.matches(FIELDS)) continue;
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) flaws.push(`${nameOf(one)} and ${nameOf(other)} overlap.`);
      }
    }
    return flaws;
  });

/**
 * Expects a sound layout, wide and on a phone: no element is cut off or overlaps, and fields line up under their
 * labels.
 */
export async function expectLayout(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), name).toBeVisible();
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 375, height: 812 },
  ]) {
    await page.setViewportSize(viewport);
    expect(await flawsOf(page), `${name}, ${viewport.width} wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}
