import { describe, expect, test } from "vitest";
import { parseConfig } from "./config";
import { ConfigError } from "./config-error";

const SECRET = "x".repeat(32);
const server = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://localhost/latchkey",
  APP_URL: "https://auth.example.com",
  AUTH_SECRET: SECRET,
};

function sentence(variables: Record<string, string>): string {
  try {
    parseConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return "accepted";
}

describe("the brand", () => {
  const brandOf = (variables: Record<string, string>) => parseConfig(variables).brand;

  test("has only a name by default", () => {
    expect(brandOf({})).toEqual({
      name: "Latchkey",
      slug: "latchkey",
      logoUrl: null,
      colors: null,
      supportUrl: null,
      termsUrl: null,
      privacyUrl: null,
    });
    expect(parseConfig({}).email.from).toBe("Latchkey <latchkey@localhost>");
  });

  test.each([
    ["Acme", "Acme", "acme"],
    ["  Acme   ID ", "Acme ID", "acme-id"],
    ["Ärztekammer Süd & Söhne", "Ärztekammer Süd & Söhne", "arztekammer-sud-sohne"],
    ["Cafe\u0301", "Café", "cafe"],
    ["Ключ", "Ключ", "app"],
    ["Moe's, Inc.", "Moe's, Inc.", "moe-s-inc"],
    ["9", "9", "9"],
  ])("accepts the name %j", (typed, name, slug) => {
    expect(brandOf({ APP_NAME: typed })).toMatchObject({ name, slug });
    const { from } = parseConfig({ APP_NAME: typed }).email;
    expect(from.replaceAll('"', "")).toBe(`${name} <latchkey@localhost>`);
    expect(parseConfig({ APP_NAME: typed, EMAIL_FROM: "a@b.example" }).email.from).toBe("a@b.example");
  });

  test.each([
    ...[
      "a:b",
      "{app}",
      "<b>",
      'A"B',
      "a\nb",
      "a\u202eb",
      "-a",
      " ",
      "\u200b",
      "a\u0000",
      "a/b",
      "🔑",
      "x".repeat(31),
    ],
  ])("rejects the name %j", (name) => {
    expect(sentence({ APP_NAME: name })).toMatch(/^APP_NAME must [^\n]+\.$/);
  });

  test("shortens the notation of a color, and rejects what is no color or is unreadable with text on it", () => {
    expect(brandOf({ BRAND_COLOR: "#06C" }).colors).toMatchObject({ button: "#0066cc", onButton: "#ffffff" });
    expect(brandOf({ BRAND_COLOR: "#FFD400" }).colors).toMatchObject({
      button: "#ffd400",
      onButton: "#1c1608",
    });
    for (const color of ["red", "#12", "#12345", "#12345678", "rgb(0,0,0)", "#06c;}", "06c"])
      expect(sentence({ BRAND_COLOR: color })).toBe(
        "BRAND_COLOR must be a hexadecimal color such as #2563eb.",
      );
    expect(sentence({ BRAND_COLOR: "#777" })).toMatch(
      /^BRAND_COLOR is #777777, whose contrast is 4\.47:1 .* at least 4\.5:1 .*, for example #767676\.$/,
    );
  });

  test.each(["APP_LOGO_URL", "SUPPORT_URL", "TERMS_URL", "PRIVACY_URL"])("checks the URL of %s", (name) => {
    for (const url of ["https://acme.example/a?b=c", "http://localhost:3000/a", "http://127.0.0.1/a"])
      expect(sentence({ [name]: url }), url).toBe("accepted");
    for (const url of [
      ...[
        "http://acme.example/a",
        "javascript:alert(1)",
        "data:text/html,a",
        "//acme.example",
        "/terms",
        "acme",
      ],
      ...["https://user:password@acme.example/", "ftp://acme.example/"],
    ])
      expect(sentence({ [name]: url }), url).toMatch(new RegExp(`^${name} must be an? [^\n]+\\.$`));
  });

  test("accepts an address for support only", () => {
    expect(brandOf({ SUPPORT_URL: "mailto:help@acme.example?subject=Help" }).supportUrl).toBe(
      "mailto:help@acme.example?subject=Help",
    );
    for (const url of ["mailto:", "mailto:help", "mailto:a@b c"])
      expect(sentence({ SUPPORT_URL: url })).toMatch(/^SUPPORT_URL must be /);
    for (const name of ["APP_LOGO_URL", "TERMS_URL", "PRIVACY_URL"])
      expect(sentence({ [name]: "mailto:help@acme.example" })).toMatch(new RegExp(`^${name} must be `));
  });
});

describe("parseConfig", () => {
  test("allows events to private addresses by default only for local use", () => {
    const allowed = (variables: Record<string, string>) => parseConfig(variables).webhooks.allowPrivate;
    expect(allowed({})).toBe(true);
    expect(allowed({ NODE_ENV: "production" })).toBe(true);
    expect(allowed({ NODE_ENV: "production", APP_URL: "https://auth.example.com" })).toBe(false);
    expect(allowed({ ...server, APP_URL: "http://localhost:3000" })).toBe(false);
    expect(allowed({ ...server, WEBHOOK_ALLOW_PRIVATE: "true" })).toBe(true);
    expect(allowed({ WEBHOOK_ALLOW_PRIVATE: "false" })).toBe(false);
    expect(sentence({ WEBHOOK_ALLOW_PRIVATE: "sometimes" })).toBe(
      "WEBHOOK_ALLOW_PRIVATE must be true or false.",
    );
  });

  test("lets the origins of redirects call the API until API_ORIGINS is set", () => {
    const of = (variables: Record<string, string>) => {
      const { redirectOrigins, apiOrigins, redirectOriginsCallApi } = parseConfig(variables);
      return { redirectOrigins, apiOrigins, redirectOriginsCallApi };
    };
    const [shop, partner] = ["https://shop.example", "https://partner.example"];
    expect(of({})).toEqual({ redirectOrigins: [], apiOrigins: [], redirectOriginsCallApi: false });
    for (const unset of [{}, { API_ORIGINS: "" }])
      expect(of({ REDIRECT_ORIGINS: `${shop}/, ${partner}`, ...unset })).toEqual({
        redirectOrigins: [shop, partner],
        apiOrigins: [shop, partner],
        redirectOriginsCallApi: true,
      });
    expect(of({ REDIRECT_ORIGINS: shop, API_ORIGINS: partner })).toEqual({
      redirectOrigins: [shop],
      apiOrigins: [partner],
      redirectOriginsCallApi: false,
    });
    for (const name of ["REDIRECT_ORIGINS", "API_ORIGINS"])
      for (const wrong of ["*", "javascript://", "chrome-extension://", "com.example.app", `${shop}/cart`])
        expect(sentence({ [name]: `${shop},${wrong}` })).toBe(
          `${name} must be origins such as https://shop.example, chrome-extension://ID or com.example.app://, without a path.`,
        );
  });

  test("reads who can sign up, and rejects what is not a domain", () => {
    expect(parseConfig({}).signUp).toEqual({ mode: "open", domains: [], blockedDomains: [] });
    const rules = {
      SIGN_UP_DOMAINS: "Example.com, *.bücher.example",
      SIGN_UP_BLOCKED_DOMAINS: "spam.example,",
    };
    expect(parseConfig({ SIGN_UP: "invitation", ...rules }).signUp).toEqual({
      mode: "invitation",
      domains: ["example.com", "*.xn--bcher-kva.example"],
      blockedDomains: ["spam.example"],
    });
    expect(sentence({ SIGN_UP: "restricted" })).toBe("SIGN_UP must be open, invitation or closed.");
    for (const name of ["SIGN_UP_DOMAINS", "SIGN_UP_BLOCKED_DOMAINS"])
      for (const wrong of [",", "@example.com", "example.com other.example", "example.com,*"])
        expect(sentence({ [name]: wrong }), wrong).toBe(
          `${name} must be domains such as example.com, or *.example.com for its subdomains.`,
        );
  });

  test("accepts one key of the backend API, or two during a rotation", () => {
    const [key, other] = ["k".repeat(32), "o".repeat(32)];
    expect(parseConfig({}).secretKeys).toEqual([]);
    expect(parseConfig({ SECRET_KEY: "" }).secretKeys).toEqual([]);
    expect(parseConfig({ SECRET_KEY: key }).secretKeys).toEqual([key]);
    expect(parseConfig({ SECRET_KEY: `${key}, ${other}` }).secretKeys).toEqual([key, other]);
    for (const wrong of [",", "k".repeat(31), `${key},short`, `${key},${other},${key}`, `${key} ${other}`])
      expect(sentence({ ...server, SECRET_KEY: wrong }), wrong).toBe(
        "SECRET_KEY must be one key, or two separated by a comma, each at least 32 characters long and without blanks.",
      );
  });

  test("requires long tokens only if the app is reachable from other machines", () => {
    const short = { SECRET_KEY: "sk_test_latchkey", INBOX_TOKEN: "inbox-secret" };
    expect(parseConfig(short)).toMatchObject({
      secretKeys: [short.SECRET_KEY],
      inbox: { token: "inbox-secret" },
    });
    expect(sentence({ ...short, APP_URL: "http://127.0.0.1:4000" })).toBe("accepted");
    expect(sentence({ ...server, SECRET_KEY: short.SECRET_KEY })).toContain("at least 32 characters");
    expect(sentence({ ...server, INBOX_TOKEN: short.INBOX_TOKEN })).toBe(
      "INBOX_TOKEN must be at least 16 characters long.",
    );
    for (const wrong of [",", "one two", "a,b,c"])
      expect(sentence({ SECRET_KEY: wrong })).toMatch(/^SECRET_KEY/);
  });

  test("requires no settings for the embedded default", () => {
    const config = parseConfig({ NODE_ENV: "production" });
    expect(config).toMatchObject({
      appUrl: "http://localhost:3000",
      host: "127.0.0.1",
      databaseUrl: null,
      inbox: { on: true },
      email: { connector: "inbox" },
      secureCookies: false,
    });
  });

  describe("the demo accounts", () => {
    const local = { DATABASE_URL: "postgresql://localhost/latchkey" };
    const abroad = { APP_URL: "https://auth.example.com", INBOX: "off" };
    test.each([
      ["nothing is set", {}, { on: true, seed: true }],
      ["the server listens on this machine", { HOST: "::1" }, { on: true, seed: true }],
      ["the server listens everywhere", { HOST: "0.0.0.0" }, { on: false, seed: false }],
      ["the server listens everywhere by IPv6", { HOST: "::" }, { on: false, seed: false }],
      ["the server listens on a network", { HOST: "192.168.1.2" }, { on: false, seed: false }],
      ["the inbox is off, as in the image", { INBOX: "off" }, { on: false, seed: false }],
      ["APP_URL is public", abroad, { on: false, seed: false }],
      [
        "APP_URL is public and a proxy on this machine serves it",
        { ...abroad, HOST: "127.0.0.1" },
        { on: false, seed: false },
      ],
      [
        "APP_URL only looks like this machine",
        { ...abroad, APP_URL: "https://127.example.com", HOST: "127.0.0.1" },
        { on: false, seed: false },
      ],
      ["they are switched off", { DEMO: "off" }, { on: false, seed: false }],
      [
        "they are asked for where the server listens everywhere",
        { DEMO: "on", HOST: "0.0.0.0" },
        { on: true, seed: true },
      ],
      [
        "a database of one's own is used on this machine",
        { ...local, HOST: "127.0.0.1" },
        { on: true, seed: false },
      ],
      ["they are asked for in a database of one's own", { ...local, DEMO: "on" }, { on: true, seed: true }],
    ])("if %s", (_, variables, expected) => {
      for (const NODE_ENV of ["development", "test"])
        expect(parseConfig({ NODE_ENV, ...variables }).demo).toEqual(expected);
    });

    test.each(["https://auth.example.com", "https://127.example.com", "https://localhost.example.com"])(
      "are never on at %s",
      (APP_URL) => {
        for (const database of [{}, { DATABASE_URL: "postgresql://localhost/latchkey", AUTH_SECRET: SECRET }])
          expect(sentence({ NODE_ENV: "production", APP_URL, DEMO: "on", INBOX: "off", ...database })).toBe(
            "DEMO is on while APP_URL is not on this machine: the password of the demo accounts is public, so set DEMO=off.",
          );
      },
    );
  });

  test("treats an empty value as absent", () => {
    expect(parseConfig({ PORT: "", INBOX: "" }).port).toBe(3000);
  });

  test("turns the inbox off and selects no connector if DATABASE_URL is set", () => {
    expect(parseConfig(server)).toMatchObject({
      host: "0.0.0.0",
      inbox: { on: false },
      email: { connector: null },
      secureCookies: true,
    });
  });

  test("prefers Resend to SMTP and SMTP to the inbox, unless EMAIL_CONNECTOR is set", () => {
    const all = { RESEND_API_KEY: "re_x", SMTP_URL: "smtp://localhost" };
    expect(parseConfig(all).email.connector).toBe("resend");
    expect(parseConfig({ SMTP_URL: "smtp://localhost" }).email.connector).toBe("smtp");
    expect(parseConfig({ ...all, EMAIL_CONNECTOR: "inbox" }).email.connector).toBe("inbox");
  });

  test("rejects a METRICS_TOKEN that is short enough to guess", () => {
    expect(() => parseConfig({ METRICS_TOKEN: "x".repeat(31) })).toThrow("METRICS_TOKEN");
    expect(parseConfig({ METRICS_TOKEN: "x".repeat(32) }).metricsToken).toHaveLength(32);
    expect(parseConfig({}).metricsToken).toBeNull();
  });

  test("@texts prefers Twilio to the inbox, and sends no SMS without either", () => {
    const twilio = { TWILIO_ACCOUNT_SID: "AC0", TWILIO_AUTH_TOKEN: "x", TWILIO_FROM: "+15005550006" };
    expect(parseConfig(twilio).sms.connector).toBe("twilio");
    expect(parseConfig({ ...twilio, SMS_CONNECTOR: "inbox" }).sms.connector).toBe("inbox");
    expect(parseConfig({}).sms.connector).toBe("inbox");
    expect(parseConfig(server).sms.connector).toBeNull();
  });

  test("uses the first of SMS_COUNTRIES for numbers without a country code", () => {
    expect(parseConfig({}).phone).toMatchObject({ defaultCountry: "US", dailyLimit: 1000 });
    expect(parseConfig({ SMS_COUNTRIES: "de, fr" }).phone).toMatchObject({
      defaultCountry: "DE",
      countries: ["DE", "FR"],
    });
  });

  test("@organizations requires an organization only if REQUIRE_ORGANIZATION is set", () => {
    expect(parseConfig({}).tasks.required["choose-organization"]).toBe(false);
    expect(parseConfig({ REQUIRE_ORGANIZATION: "true" }).tasks.required["choose-organization"]).toBe(true);
  });

  test.each([
    [{ PORT: "eighty" }, /^PORT must be a whole number\.$/],
    [{ PORT: "70000" }, /^PORT must be at most 65535\.$/],
    [{ APP_URL: "auth.example.com" }, /^APP_URL must be an http or https URL\.$/],
    [{ APP_URL: "https://auth.example.com/path" }, /^APP_URL must be an origin/],
    [{ AUTH_SECRET: "short" }, /^AUTH_SECRET must be at least 32 characters/],
    [{ AUTH_SECRET_2: "short" }, /^AUTH_SECRET_2 must be at least 32 characters long\.$/],
    [{ AUTH_SECRET_3: SECRET, AUTH_SECRET_1: SECRET }, /^AUTH_SECRET_3 must differ from AUTH_SECRET_1: /],
    [{ AUTH_SECRET_1: SECRET, AUTH_SECRET: SECRET }, /^AUTH_SECRET_1 must differ from AUTH_SECRET: /],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must be a postgresql/],
    [{ SMS_COUNTRIES: "US,Narnia" }, /^SMS_COUNTRIES must be ISO country codes/],
    [{ SMS_COUNTRIES: "," }, /^SMS_COUNTRIES must be ISO country codes/],
    [{ EMAIL_LINK_SAME_CLIENT: "on" }, /^EMAIL_LINK_SAME_CLIENT must be true or false/],
    [{ LINK_TTL_SECONDS: "7200" }, /^LINK_TTL_SECONDS must be at most 3600/],
    [{ TASK_URLS: "{" }, /^TASK_URLS must be JSON/],
    ...[
      "//evil",
      "/\\\\evil",
      "/mfa/",
      "/mfa?step=1",
      "/mfa#step",
      "/a/..",
      "/",
      "mfa",
      "https://evil.example/mfa",
    ].map(
      (url) =>
        [{ TASK_URLS: JSON.stringify({ "setup-mfa": url }) }, /^TASK_URLS must hold paths/] as [
          Record<string, string>,
          RegExp,
        ],
    ),
    [{ SIGN_OUT_OTHERS_ON_RESET: "yes" }, /^SIGN_OUT_OTHERS_ON_RESET must be true or false/],
    [{ RATE_LIMITS: "none" }, /^RATE_LIMITS must be on or off/],
    [{ EMAIL_CONNECTOR: "smtp" }, /^EMAIL_CONNECTOR is smtp, which needs SMTP_URL/],
    [
      { APP_URL: "https://auth.example.com", INBOX: "on" },
      /^INBOX is on while APP_URL is not on this machine/,
    ],
    [{ PASSWORD_MIN_LENGTH: "100", PASSWORD_MAX_LENGTH: "64" }, /^PASSWORD_MAX_LENGTH must not be smaller/],
    [{ REQUIRE_MFA: "yes" }, /^REQUIRE_MFA must be true or false/],
    [{ ...server, APP_URL: "" }, /^APP_URL is required/],
    [{ ...server, AUTH_SECRET: "" }, /^AUTH_SECRET is required/],
    [{ ...server, APP_URL: "http://auth.example.com" }, /^APP_URL must begin with https/],
  ])("rejects %j with one sentence that names the setting", (variables, expected) => {
    expect(sentence(variables)).toMatch(expected);
    expect(sentence(variables)).not.toContain("\n");
    expect(sentence(variables)).not.toContain(SECRET);
  });

  test("orders the secrets as Auth.js does: the highest number first, AUTH_SECRET last", () => {
    const order = (variables: Record<string, string>) =>
      parseConfig(variables).authSecrets.map(({ name, value }) => `${name}=${value[0]}`);
    const [a, b, c, d] = ["a", "b", "c", "d"].map((letter) => letter.repeat(32)) as [
      string,
      string,
      string,
      string,
    ];
    const all = { AUTH_SECRET: a, AUTH_SECRET_1: b, AUTH_SECRET_2: c, AUTH_SECRET_3: d };
    expect(order(all)).toEqual(["AUTH_SECRET_3=d", "AUTH_SECRET_2=c", "AUTH_SECRET_1=b", "AUTH_SECRET=a"]);
    expect(order({ ...server, AUTH_SECRET: "", AUTH_SECRET_2: c })).toEqual(["AUTH_SECRET_2=c"]);
    expect(order({ ...all, AUTH_SECRET_3: "", AUTH_SECRET_1: "" })).toEqual([
      "AUTH_SECRET_2=c",
      "AUTH_SECRET=a",
    ]);
    expect(order({})).toEqual([]);
  });

  test.each([
    [{ TWILIO_ACCOUNT_SID: "AC0" }, /^TWILIO_AUTH_TOKEN, TWILIO_FROM must be set as well/],
    [{ SMS_CONNECTOR: "twilio" }, /^TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM must be set/],
    [{ SMS_CONNECTOR: "inbox", INBOX: "off" }, /^SMS_CONNECTOR is inbox, which needs INBOX=on/],
  ])("@texts rejects %j with one sentence that names the setting", (variables, expected) => {
    expect(sentence(variables)).toMatch(expected);
    expect(sentence(variables)).not.toContain("\n");
  });
});

describe("RESET_URLS", () => {
  const urls = (RESET_URLS?: string) =>
    parseConfig({ ...server, ...(RESET_URLS && { RESET_URLS }) }).resetUrls;

  test("is the app's own page by default, and exactly the listed URLs if set", () => {
    expect(urls()).toEqual(["https://auth.example.com/reset-password"]);
    expect(urls("https://App.example/new, https://app.example:8443/x?lang=en")).toEqual([
      "https://app.example/new",
      "https://app.example:8443/x?lang=en",
    ]);
  });

  test.each([
    ["/reset-password", "must be http or https URLs such as https://app.example.com/new-password"],
    ["myapp://reset", "must be http or https URLs such as https://app.example.com/new-password"],
    ["https://app.example/#/reset", "must hold URLs without a fragment, user or password"],
    ["https://user:pass@app.example/", "must hold URLs without a fragment, user or password"],
    ["https://app.example/?action=x", "must hold URLs without access_token and action in their query"],
    [",", "must hold at least one URL"],
    ["http://app.example/reset", "must begin with https:// in production, or tokens travel in the clear"],
  ])("rejects %s", (value, rule) => {
    expect(sentence({ ...server, RESET_URLS: value })).toBe(`RESET_URLS ${rule}.`);
  });

  test("may use http on this machine and in development", () => {
    expect(urls("http://localhost:4000/reset")).toEqual(["http://localhost:4000/reset"]);
    expect(parseConfig({ RESET_URLS: "http://app.example/reset" }).resetUrls).toHaveLength(1);
  });
});
