import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  brandStyleSheet,
  contrastRatio,
  deriveBrandColors,
  MIN_TEXT_CONTRAST,
  rejectedContrast,
  SURFACES,
} from "./brand-colors";

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);

test.each([
  ["#ffffff", "#000000", 21],
  ["#777777", "#ffffff", 4.48],
  ["#767676", "#ffffff", 4.54],
  ["#0000ff", "#ffffff", 8.59],
  ["#7a5510", "#7a5510", 1],
])("the contrast of %s and %s is %d", (one, other, ratio) => {
  expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
  expect(contrastRatio(other, one)).toBe(contrastRatio(one, other));
});

test.each(["#000000", "#ffffff", "#ffff00", "#635bff", "#2563eb", "#1db954", "#e11d48", "#767676"])(
  "accepts %s",
  (accepted) => expect(rejectedContrast(accepted)).toBeNull(),
);

test("rejects a color of medium lightness with the measured ratios and a color that is accepted", () => {
  expect(rejectedContrast("#777777")).toBe(
    "is #777777, whose contrast is 4.47:1 with white text and 4.01:1 with dark text: buttons need at least 4.5:1 with one of them in the light and the dark theme, for example #767676",
  );
  fc.assert(
    fc.property(color, (candidate) => {
      const example = /for example (#[0-9a-f]{6})$/.exec(rejectedContrast(candidate) ?? "")?.[1];
      if (example !== undefined) expect(rejectedContrast(example)).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test("every text in a derived color is readable in both themes, also on a button under the pointer", () => {
  fc.assert(
    fc.property(color, (candidate) => {
      fc.pre(rejectedContrast(candidate) === null);
      const colors = deriveBrandColors(candidate);
      expect(colors.button).toBe(candidate);
      for (const background of [colors.button, colors.buttonHover])
        expect(contrastRatio(colors.onButton, background)).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
      for (const theme of ["light", "dark"] as const) {
        const { accent, buttonEdge } = colors[theme];
        for (const surface of SURFACES[theme]) {
          expect(contrastRatio(accent, surface)).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
          const edge = buttonEdge === "transparent" ? colors.button : buttonEdge;
          expect(contrastRatio(edge, surface)).toBeGreaterThanOrEqual(3);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test("the surfaces are those of the theme, which declares every color of the style sheet", () => {
  const theme = readFileSync(path.resolve(import.meta.dirname, "../app/theme.css"), "utf8");
  const surfaces = ["paper", "wall", "raised"].map((name) =>
    new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(theme)?.slice(1),
  );
  expect({ light: surfaces.map((both) => both?.[0]), dark: surfaces.map((both) => both?.[1]) }).toEqual(
    SURFACES,
  );
  const names = brandStyleSheet(deriveBrandColors("#2563eb")).match(/--[\w-]+(?=:)/g) ?? [];
  expect(names.length).toBe(5);
  for (const name of names) expect(theme).toContain(`${name}:`);
});
