import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "@playwright/test";

const FILE = path.resolve(import.meta.dirname, "pictures/recorded-with.json");

/** What decides how a page is drawn: the browser's build, and how it draws text with the fonts it finds. */
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

/** Describes how a browser draws: its build, and the hash of a picture of sample text. */
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

/** Returns whether a browser draws as the one that drew the kept pictures. */
export async function isRecordingBrowser(browser: Browser): Promise<boolean> {
  if (!existsSync(FILE)) return false;
  return readFileSync(FILE, "utf8") === format(await drawingOf(browser));
}

/** Writes down which browser draws the pictures that are taken now. */
export async function keepRecordingBrowser(browser: Browser): Promise<void> {
  writeFileSync(FILE, format(await drawingOf(browser)));
}

const format = (drawing: Drawing) => `${JSON.stringify(drawing, null, 2)}\n`;
