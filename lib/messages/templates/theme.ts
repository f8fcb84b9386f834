/** The colours of the emails, the same as the pages': paper, ink and brass. */
const light = { paper: "#f6f3ec", ink: "#1c1b19", quiet: "#5d594f", line: "#dcd5c5", brass: "#7a5510" };
const dark = { paper: "#171612", ink: "#efebe1", quiet: "#b1aa9b", line: "#3a372f", brass: "#d9a94a" };

const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, monospace';

/** Inline styles, for mail programs that know no others. */
export const styles = {
  body: { backgroundColor: light.paper, color: light.ink, fontFamily: FONT, margin: "0", padding: "0" },
  container: { maxWidth: "30rem", padding: "40px 24px", margin: "0 auto" },
  mark: {
    color: light.brass,
    fontSize: "14px",
    fontWeight: 600,
    letterSpacing: "0.02em",
    margin: "0 0 32px",
  },
  heading: { fontSize: "24px", lineHeight: "32px", fontWeight: 600, margin: "0 0 12px" },
  text: { fontSize: "16px", lineHeight: "26px", margin: "0 0 16px" },
  code: {
    fontFamily: MONO,
    fontSize: "40px",
    lineHeight: "48px",
    fontWeight: 600,
    letterSpacing: "6px",
    margin: "24px 0",
    userSelect: "all",
  },
  line: { borderColor: light.line, borderStyle: "solid", borderWidth: "1px 0 0", margin: "32px 0 24px" },
  quiet: { color: light.quiet, fontSize: "14px", lineHeight: "22px", margin: "0 0 12px" },
  link: { color: light.brass },
} as const;

/** The dark theme, for mail programs that have one. */
export const darkStyles = `
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background-color: ${dark.paper} !important; color: ${dark.ink} !important; }
  .ink { color: ${dark.ink} !important; }
  .quiet { color: ${dark.quiet} !important; }
  .brass { color: ${dark.brass} !important; }
  .line { border-color: ${dark.line} !important; }
}`;
