import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "@playwright/test";

const FILE = path.resolve(import.meta.dirname, "screenshots/recorded-with.json");

/**
 * The properties that determine how a page is rendered: the build of the browser, and the hash of a screenshot of
 * sample text with the installed fonts.
 */
type Drawing = { platform: string; browser: string; text: string };

const SAMPLE = `
  <style>body { margin: 8px; width: 600px } p { margin: 0 0 4px }</style>
  ${["sans-serif", "serif", "monospace", "system-ui"]
    .map(
      (family) =>
        `<p style="font: 15px ${family}">Sphinx of black quartz, judge my vow · •••• 0189 → “ä” ✓</p>`,
    )
    .join("")}
  <p style="font: 600 24px sans-serif">Sphinx of black quartz</p>
  <input value="Sphinx"> <select><option>Sphinx</select> <input type="checkbox" checked> <input type="radio">`;

/** Returns the build of a browser and the hash of a screenshot of sample text. */
async function drawingOf(browser: Browser): Promise<Drawing> {
  const session = await browser.newBrowserCDPSession();
  const { product } = await session.send("Browser.getVersion");
  await session.detach();
  const page = await browser.newPage({ viewport: { width: 640, height: 320 } });
  await page.setContent(SAMPLE);
  const text = createHash("sha256")
    .update(await page.screenshot())
    .digest("hex");
  await page.close();
  return { platform: process.platform, browser: product, text };
}

/** Returns whether a browser renders like the one that recorded the screenshots. */
export async function isRecordingBrowser(browser: Browser): Promise<boolean> {
  if (!existsSync(FILE)) return false;
  return readFileSync(FILE, "utf8") === format(await drawingOf(browser));
}

/** Stores the browser that records the screenshots. */
export async function keepRecordingBrowser(browser: Browser): Promise<void> {
  writeFileSync(FILE, format(await drawingOf(browser)));
}

const format = (drawing: Drawing) => `${JSON.stringify(drawing, null, 2)}\n`;
