import { afterEach, expect, test, vi } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** Renders the SMS of a code with an app name and a host. */
async function render(locale: Locale, name: string, host: string): Promise<string> {
  vi.stubEnv("APP_NAME", name);
  vi.stubEnv("APP_URL", `https://${host}`);
  const { renderText } = await import("./text");
  const requestedFrom = { ipAddress: null, userAgent: null };
  return renderText({
    channel: "sms",
    template: "verification-code",
    recipient: "+14155550100",
    deliverable: true,
    locale,
    values: { purpose: "sign_in", code: "042917", ttlSeconds: 86_400, requestedFrom },
  }).text;
}

const HOST = "auth.example.com";
const LONG_HOST = `${"a".repeat(63)}.vercel.app`;
const LONG_NAME = "Wohnungsbaugenossenschaft Süd";

test.each(LOCALES)(
  "an SMS in %s omits a name that does not fit or is not in the alphabet of SMS",
  async (locale) => {
    expect(await render(locale, LONG_NAME, HOST)).toMatch(/Wohnungsbaugenossenschaft.Süd/);
    vi.resetModules();
    for (const [name, host] of [
      [LONG_NAME, LONG_HOST],
      ["Ключ", HOST],
      ["Façade", HOST],
    ] as const) {
      const text = await render(locale, name, host);
      expect(text).not.toContain(name.split(" ")[0]);
      expect(text).toContain("042917");
      expect(text.split("\n").at(-1)).toBe(`@${host} #042917`);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).toMatch(/^[\x20-\x7e\n]*$/);
      vi.resetModules();
    }
  },
);
