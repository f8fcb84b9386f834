import { config } from "@/lib/config";

/** The colors of the emails, the same as those of the pages. */
const LIGHT = {
  paper: "#f6f3ec",
  raised: "#fdfbf6",
  ink: "#1c1b19",
  quiet: "#5d594f",
  line: "#d5cdbb",
  brass: "#7a5510",
  button: "#7a5510",
  onButton: "#ffffff",
};
const DARK = {
  paper: "#171612",
  raised: "#201e19",
  ink: "#efebe1",
  quiet: "#b1aa9b",
  line: "#3d3a32",
  brass: "#d9a94a",
  button: "#d9a94a",
  onButton: "#1c1608",
};

type Palette = typeof LIGHT;

/** Returns the colors of both themes, with those of the brand color in place of the default ones. */
function palettes(): { light: Palette; dark: Palette } {
  const { colors } = config().brand;
  if (colors === null) return { light: LIGHT, dark: DARK };
  const { button, onButton, light, dark } = colors;
  return {
    light: { ...LIGHT, button, onButton, brass: light.accent },
    dark: { ...DARK, button, onButton, brass: dark.accent },
  };
}

const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, monospace';

/**
 * Inline styles, because some mail clients ignore all others. Text may break anywhere, because an IPv6 address can be
 * wider than a phone's screen.
 */
const stylesOf = (light: Palette) =>
  ({
    body: { backgroundColor: light.paper, color: light.ink, fontFamily: FONT, margin: "0", padding: "0" },
    container: { maxWidth: "30rem", padding: "40px 24px", margin: "0 auto" },
    mark: { fontSize: "15px", lineHeight: "22px", fontWeight: 600, color: light.ink, margin: "0 0 32px" },
    logo: { display: "block", height: "32px", width: "auto", maxWidth: "240px", margin: "0 0 32px" },
    keyhole: { display: "inline-block", width: "12px", marginRight: "9px", verticalAlign: "middle" },
    keyholeTop: {
      display: "block",
      width: "12px",
      height: "12px",
      borderRadius: "6px",
      backgroundColor: light.brass,
    },
    keyholeFoot: {
      display: "block",
      width: "4px",
      height: "0",
      margin: "-2px auto 0",
      borderStyle: "solid",
      borderWidth: "0 2px 9px",
      borderColor: `transparent transparent ${light.brass}`,
    },
    heading: { fontSize: "24px", lineHeight: "32px", fontWeight: 600, margin: "0 0 12px" },
    text: { fontSize: "16px", lineHeight: "26px", margin: "0 0 16px", wordBreak: "break-word" },
    code: {
      fontFamily: MONO,
      fontSize: "36px",
      lineHeight: "44px",
      fontWeight: 600,
      letterSpacing: "6px",
      color: light.brass,
      backgroundColor: light.raised,
      border: `1px solid ${light.line}`,
      borderRadius: "8px",
      padding: "16px 20px",
      margin: "24px 0",
      WebkitUserSelect: "all",
      userSelect: "all",
    },
    line: { borderTop: `1px solid ${light.line}`, margin: "32px 0 24px" },
    quiet: {
      color: light.quiet,
      fontSize: "14px",
      lineHeight: "22px",
      margin: "0 0 12px",
      wordBreak: "break-word",
    },
    link: { color: light.brass, textDecoration: "underline" },
    longLink: { color: light.brass, textDecoration: "underline", wordBreak: "break-all" },
    button: {
      backgroundColor: light.button,
      color: light.onButton,
      fontSize: "16px",
      lineHeight: "24px",
      fontWeight: 600,
      borderRadius: "6px",
      padding: "12px 24px",
      margin: "8px 0 24px",
      textDecoration: "none",
    },
  }) as const;

/**
 * The dark theme, for mail clients that support it. The table cell is the one that react-email wraps around all
 * content.
 */
const darkStylesOf = (dark: Palette) => `
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${dark.paper} !important; color: ${dark.ink} !important; }
  .ink { color: ${dark.ink} !important; }
  .quiet { color: ${dark.quiet} !important; }
  .brass { color: ${dark.brass} !important; }
  .button { background-color: ${dark.button} !important; color: ${dark.onButton} !important; }
  .raised { background-color: ${dark.raised} !important; border-color: ${dark.line} !important; }
  .line { border-color: ${dark.line} !important; }
  .keyhole-top { background-color: ${dark.brass} !important; }
  .keyhole-foot { border-bottom-color: ${dark.brass} !important; }
}`;

/** Returns the inline styles of the light theme, and the style sheet of the dark theme. */
export function emailStyles() {
  const { light, dark } = palettes();
  return { styles: stylesOf(light), darkStyles: darkStylesOf(dark) };
}
