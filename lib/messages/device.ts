import Bowser from "bowser";

/**
 * A user agent as a person would say it: "Firefox on Linux".
 *
 * @returns words that are safe to show: only names the parser knows
 */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return "an unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name && !os.name) return "an unknown device";
  return `${browser.name || "a browser"} on ${os.name || "an unknown system"}`;
}
