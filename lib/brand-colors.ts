/** The page colors that links and marks stand on, as in `app/theme.css`: paper, wall and raised. */
export const SURFACES = {
  light: ["#f6f3ec", "#ebe5d7", "#fdfbf6"],
  dark: ["#171612", "#1f1d18", "#201e19"],
} as const;

/** WCAG 2.2, success criterion 1.4.3: contrast of text. */
export const MIN_TEXT_CONTRAST = 4.5;
/** WCAG 2.2, success criterion 1.4.11: contrast of what shows where a button is. */
const MIN_EDGE_CONTRAST = 3;

const WHITE = "#ffffff";
const BLACK = "#000000";
const DARK_TEXT = "#1c1608";

/** The share of the color in a button under the pointer; the rest is black or white. */
const HOVER_SHARE = 0.88;

/** The colors that are derived from a brand color, each as `#rrggbb`. */
export type BrandColors = {
  /** The background of buttons: the brand color itself. */
  button: string;
  /** The text on buttons, white or dark. */
  onButton: string;
  /** The background of a button under the pointer. */
  buttonHover: string;
  /** Links and marks, and the border of buttons or `transparent`, by theme. */
  light: { accent: string; buttonEdge: string };
  dark: { accent: string; buttonEdge: string };
};

const channelsOf = (color: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));

/** Returns the relative luminance of a color, from 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Returns the contrast ratio of two colors, from 1 to 21 (WCAG 2.2).
 *
 * @param one as `#rrggbb`, as is `other`
 */
export function contrastRatio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Mixes two colors. `share` is the part of the first one, from 0 to 1. */
function mix(one: string, other: string, share: number): string {
  const others = channelsOf(other);
  const channels = channelsOf(one).map((channel, index) =>
    Math.round(channel * share + (others[index] ?? 0) * (1 - share)),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Returns the color mixed with as little of another one as a condition needs. */
function mixUntil(color: string, other: string, isMet: (mixed: string) => boolean): string {
  for (let percent = 100; percent > 0; percent--) {
    const mixed = mix(color, other, percent / 100);
    if (isMet(mixed)) return mixed;
  }
  return other;
}

const buttonTextOf = (button: string) =>
  contrastRatio(WHITE, button) >= contrastRatio(DARK_TEXT, button) ? WHITE : DARK_TEXT;

const isReadableButton = (color: string) => contrastRatio(buttonTextOf(color), color) >= MIN_TEXT_CONTRAST;

/** Rounds down, so that a ratio below the minimum never looks as if it met it. */
const describeRatio = (ratio: number) => `${Math.floor(ratio * 100) / 100}:1`;

/**
 * Checks that text is readable on a brand color.
 *
 * @param color as `#rrggbb`
 * @returns the end of a sentence that begins with the name of the setting, or `null` if the color is accepted
 */
export function rejectedContrast(color: string): string | null {
  if (isReadableButton(color)) return null;
  const [white, dark] = [WHITE, DARK_TEXT].map((text) => describeRatio(contrastRatio(text, color)));
  const nearest = mixUntil(color, BLACK, isReadableButton);
  return `is ${color}, whose contrast is ${white} with white text and ${dark} with dark text: buttons need at least ${MIN_TEXT_CONTRAST}:1 with one of them in the light and the dark theme, for example ${nearest}`;
}

function themeColors(color: string, surfaces: readonly string[], towards: string) {
  const lowest = (mixed: string) => Math.min(...surfaces.map((surface) => contrastRatio(mixed, surface)));
  const accent = mixUntil(color, towards, (mixed) => lowest(mixed) >= MIN_TEXT_CONTRAST);
  return { accent, buttonEdge: lowest(color) >= MIN_EDGE_CONTRAST ? "transparent" : accent };
}

/**
 * Derives all colors from a brand color that `rejectedContrast` accepts. Links are darker than the brand color in the
 * light theme and lighter in the dark theme, as far as their contrast needs it.
 *
 * @param color as `#rrggbb`
 */
export function deriveBrandColors(color: string): BrandColors {
  const onButton = buttonTextOf(color);
  return {
    button: color,
    onButton,
    buttonHover: mix(color, onButton === WHITE ? BLACK : WHITE, HOVER_SHARE),
    light: themeColors(color, SURFACES.light, BLACK),
    dark: themeColors(color, SURFACES.dark, WHITE),
  };
}

/** Returns the style sheet that replaces the colors of `app/theme.css`. */
export function brandStyleSheet({ button, onButton, buttonHover, light, dark }: BrandColors): string {
  const variables = {
    brass: `light-dark(${light.accent},${dark.accent})`,
    "on-brass": onButton,
    button,
    "button-hover": buttonHover,
    "button-edge": `light-dark(${light.buttonEdge},${dark.buttonEdge})`,
  };
  const lines = Object.entries(variables).map(([name, value]) => `--color-${name}:${value}`);
  return `:root{${lines.join(";")}}`;
}
