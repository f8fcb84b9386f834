import { expect, type Page } from "@playwright/test";

/** Text that differs between runs, and its replacement in screenshots. */
const VARYING: [RegExp, string][] = [
  [/[\w.+-]+@[\w-]+\.example/g, "ada@example.com"],
  [/\+1415555\d{4}|\+1 415 555 \d{4}/g, "+1 415 555 0100"],
  [/(?<=•+)\d{2,4}\b/g, "00"],
  [/\b\d+s\b/g, "30s"],
];

/** Replaces text that differs between runs. */
async function hold(page: Page): Promise<void> {
  await page.evaluate(
    (varying) => {
      for (const time of document.querySelectorAll("time")) time.textContent = "3 May 2026 at 14:05";
      for (const number of document.querySelectorAll("[data-testid=match-number]")) number.textContent = "42";
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        for (const [source, flags, steady] of varying)
          text.textContent = (text.textContent ?? "").replace(new RegExp(source, flags), steady);
      }
    },
    VARYING.map(([{ source, flags }, steady]) => [source, flags, steady] as const),
  );
}

/** Compares a page with its recorded screenshots: wide in the light theme, and on a phone in the dark theme. */
export async function expectPictures(page: Page, name: string): Promise<void> {
  const options = { fullPage: true, animations: "disabled", caret: "hide", maxDiffPixelRatio: 0.01 } as const;
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await hold(page);
  await expect(page).toHaveScreenshot(`${name}.png`, options);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 375, height: 812 });
  await hold(page);
  await expect(page).toHaveScreenshot(`${name}-phone-dark.png`, options);
  await page.setViewportSize({ width: 1280, height: 720 });
}
