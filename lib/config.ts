import { type CountryCode, isSupportedCountry } from "libphonenumber-js/max";
import { z } from "zod";
import { parseOrigin } from "@/lib/allowed-origins";
import { isLoopbackHost, isLoopbackUrl } from "@/lib/loopback";
import { TASK_KEYS } from "@/lib/session-tasks";

/** Thrown for an invalid setting. The message is one sentence that names the setting. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const MIN_SECRET_LENGTH = 32;

const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const booleanString = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((value) => value === "true");

const onOrOff = z.enum(["on", "off"], { error: "must be on or off" }).transform((value) => value === "on");

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL" })
  .transform((value) => value.replace(/\/+$/, ""));

const origin = httpUrl.refine((value) => new URL(value).origin === value, {
  error: "must be an origin such as https://auth.example.com, without a path",
});

/** The query parameters that a link with an access token adds to its page. */
const RESET_PARAMETERS = ["access_token", "action"];

const resetUrl = z
  .url({
    protocol: /^https?$/,
    error: "must be http or https URLs such as https://app.example.com/new-password",
  })
  .transform((value) => new URL(value))
  .refine(({ hash, username, password }) => hash + username + password === "", {
    error: "must hold URLs without a fragment, user or password",
  })
  .refine(({ searchParams }) => !RESET_PARAMETERS.some((name) => searchParams.has(name)), {
    error: "must hold URLs without access_token and action in their query",
  })
  .transform(({ href }) => href);

const list = z.string().transform((value) =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);

const origins = list.transform((entries, context): string[] => {
  const parsed = entries.map(parseOrigin).filter((entry) => entry !== null);
  if (parsed.length === entries.length) return parsed;
  const message =
    "must be origins such as https://shop.example, chrome-extension://ID or com.example.app://, without a path";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** The default countries for SMS, where messages are cheap and fraud is rare. */
const SMS_COUNTRIES = "US,CA,GB,IE,DE,AT,CH,FR,BE,NL,LU,ES,PT,IT,DK,SE,NO,FI,IS,PL,CZ,AU,NZ,JP"
  .split(",")
  .filter((code) => isSupportedCountry(code));

const countries = list.transform((codes, context): CountryCode[] => {
  const supported = codes.map((code) => code.toUpperCase()).filter((code) => isSupportedCountry(code));
  if (supported.length === codes.length && codes.length > 0) return supported;
  context.addIssue({ code: "custom", message: "must be ISO country codes such as US,CA,GB" });
  return z.NEVER;
});

const taskUrls = z
  .string()
  .transform((value, context) => {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: 'must be JSON such as {"setup-mfa":"/mfa"}' });
      return z.NEVER;
    }
  })
  .pipe(
    z.partialRecord(
      z.enum(TASK_KEYS),
      z
        .string()
        .regex(
          /^(\/(?!\.\.?(\/|$))[\w.~-]+)+$/,
          "must hold paths such as /welcome/mfa, without query or slash at the end",
        ),
    ),
  );

/** A bearer token in a setting: no blanks, and only characters that a header can carry. */
const SECRET_KEY = /^[\x21-\x7e]+$/;
const MAX_SECRET_KEYS = 2;
const SECRET_KEY_RULE = `must be one key, or two separated by a comma, each at least ${MIN_SECRET_LENGTH} characters long and without blanks`;
const MIN_INBOX_TOKEN_LENGTH = 16;

const secretKeys = list.refine(
  (keys) =>
    keys.length > 0 &&
    keys.length <= MAX_SECRET_KEYS &&
    keys.every((candidate) => SECRET_KEY.test(candidate)),
  { error: SECRET_KEY_RULE },
);

/** Every setting by its name in the environment. An empty value counts as absent. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }).optional(),
  DATA_DIR: z.string().default(".data"),
  APP_URL: origin.optional(),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().optional(),
  AUTH_SECRET: z
    .string()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  EMAIL_FROM: z.string().default("Latchkey <latchkey@localhost>"),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: httpUrl.default("https://api.resend.com"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// URL" }).optional(),
  EMAIL_CONNECTOR: z.enum(["resend", "smtp", "inbox"], { error: "must be resend, smtp or inbox" }).optional(),
  SMS_CONNECTOR: z.enum(["twilio", "inbox"], { error: "must be twilio or inbox" }).optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_BASE_URL: httpUrl.default("https://api.twilio.com"),
  DEMO: onOrOff.optional(),
  INBOX: onOrOff.optional(),
  INBOX_TOKEN: z.string().optional(),
  OUTBOX_WORKER: onOrOff.default(true),
  CRON_SECRET: z
    .string()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  GEOIP_DATABASE: z.string().optional(),
  METRICS_TOKEN: z
    .string()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  SECRET_KEY: secretKeys.default([]),
  WEBHOOK_ALLOW_PRIVATE: booleanString.optional(),
  // NIST SP 800-63B-4 §4.2 allows a day for a code sent by email.
  CODE_TTL_SECONDS: wholeNumber(1, 86_400).default(600),
  LINK_TTL_SECONDS: wholeNumber(1, 3600).default(600),
  EMAIL_LINK_SAME_CLIENT: booleanString.default(false),
  CODE_MAX_ATTEMPTS: wholeNumber(1, 100).default(5),
  RESEND_COOLDOWN_SECONDS: wholeNumber(0).default(30),
  SIGN_IN_MAX_ATTEMPTS: wholeNumber(1, 100).default(10),
  SIGN_IN_LOCKOUT_SECONDS: wholeNumber(1).default(900),
  RATE_LIMITS: onOrOff.default(true),
  SESSION_MAX_AGE_SECONDS: wholeNumber(1).default(604_800),
  SESSION_IDLE_SECONDS: wholeNumber(1).default(86_400),
  PENDING_SESSION_MAX_AGE_SECONDS: wholeNumber(1).default(3600),
  ACCOUNT_DELETION_GRACE_DAYS: wholeNumber(0, 365).default(14),
  // The trigger on the audit log rejects the deletion of events younger than 90 days.
  AUDIT_RETENTION_DAYS: wholeNumber(90, 36_500).default(365),
  AFTER_PASSWORD_RESET: z
    .enum(["session", "sign-in"], { error: "must be session or sign-in" })
    .default("session"),
  SIGN_OUT_OTHERS_ON_RESET: booleanString.default(true),
  REVEAL_ACCOUNTS: booleanString.default(false),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 128).default(15),
  PASSWORD_MAX_LENGTH: wholeNumber(64, 1024).default(128),
  COMPROMISED_WITHOUT_METHOD: z
    .enum(["reset", "refuse"], { error: "must be reset or refuse" })
    .default("reset"),
  BREACH_CHECK: onOrOff.default(true),
  HIBP_BASE_URL: httpUrl.default("https://api.pwnedpasswords.com"),
  SMS_COUNTRIES: countries.default(SMS_COUNTRIES),
  SMS_DAILY_LIMIT: wholeNumber(0).default(1000),
  REQUIRE_ORGANIZATION: booleanString.default(false),
  REQUIRE_MFA: booleanString.default(false),
  TASK_URLS: taskUrls.default({}),
  TRUSTED_PROXIES: wholeNumber(0, 32).default(0),
  FORWARDED_HEADER: z
    .enum(["x-forwarded-for", "forwarded"], { error: "must be x-forwarded-for or forwarded" })
    .optional(),
  REDIRECT_ORIGINS: origins.default([]),
  API_ORIGINS: origins.optional(),
  RESET_URLS: list.pipe(z.array(resetUrl).min(1, "must hold at least one URL")).optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 300).default(0),
});

type Environment = z.output<typeof environmentSchema>;

/** The connector that sends email. */
export type EmailConnectorName = "resend" | "smtp" | "inbox";

/**
 * Whether the app runs on a developer's machine: it is reachable only from there, and it does not run in production
 * with a configured database.
 */
function isLocalEnvironment(env: Environment, appUrl: string): boolean {
  return (env.NODE_ENV !== "production" || env.DATABASE_URL === undefined) && isLoopbackUrl(appUrl);
}

/** If the app is reachable from other machines, the tokens for the backend API and the inbox must not be guessable. */
function checkTokenLengths({ SECRET_KEY, INBOX_TOKEN }: Environment): void {
  if (SECRET_KEY.some((key) => key.length < MIN_SECRET_LENGTH)) {
    throw new ConfigError(`SECRET_KEY ${SECRET_KEY_RULE}.`);
  }
  if (INBOX_TOKEN !== undefined && INBOX_TOKEN.length < MIN_INBOX_TOKEN_LENGTH) {
    throw new ConfigError(`INBOX_TOKEN must be at least ${MIN_INBOX_TOKEN_LENGTH} characters long.`);
  }
}

function isInboxEnabled(env: Environment, appUrl: string): boolean {
  const reachableOnlyHere = isLoopbackUrl(appUrl);
  if (env.INBOX === true && !reachableOnlyHere && !env.INBOX_TOKEN) {
    throw new ConfigError(
      "INBOX is on while APP_URL is not on this machine: set INBOX_TOKEN to guard the inbox, or INBOX=off.",
    );
  }
  if (env.INBOX !== undefined) return env.INBOX;
  const byDefault = env.NODE_ENV !== "production" || env.DATABASE_URL === undefined;
  return byDefault && (reachableOnlyHere || env.INBOX_TOKEN !== undefined);
}

/**
 * Whether accounts with the public demo password may sign in, and whether the start creates them. By default neither
 * applies if the app is reachable from other machines, and no accounts are created in a configured database.
 */
function demoMode(env: Environment, appUrl: string, host: string): { on: boolean; seed: boolean } {
  if (env.DEMO === true && !isLoopbackUrl(appUrl)) {
    throw new ConfigError(
      "DEMO is on while APP_URL is not on this machine: the password of the demo accounts is public, so set DEMO=off.",
    );
  }
  const on = env.DEMO ?? (isLoopbackUrl(appUrl) && isLoopbackHost(host));
  return { on, seed: on && (env.DEMO === true || env.DATABASE_URL === undefined) };
}

function chooseEmailConnector(env: Environment, inbox: boolean): EmailConnectorName | null {
  const configured: Record<EmailConnectorName, boolean> = {
    resend: env.RESEND_API_KEY !== undefined,
    smtp: env.SMTP_URL !== undefined,
    inbox,
  };
  if (env.EMAIL_CONNECTOR !== undefined) {
    if (configured[env.EMAIL_CONNECTOR]) return env.EMAIL_CONNECTOR;
    const missing = { resend: "RESEND_API_KEY", smtp: "SMTP_URL", inbox: "INBOX=on" }[env.EMAIL_CONNECTOR];
    throw new ConfigError(
      `EMAIL_CONNECTOR is ${env.EMAIL_CONNECTOR}, which needs ${missing} to be set as well.`,
    );
  }
  const order: EmailConnectorName[] = ["resend", "smtp", "inbox"];
  return order.find((name) => configured[name]) ?? null;
}

/** The connector that sends SMS. */
export type SmsConnectorName = "twilio" | "inbox";

const TWILIO_SETTINGS = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const;

function twilioIsConfigured(env: Environment): boolean {
  const missing = TWILIO_SETTINGS.filter((name) => env[name] === undefined);
  const isWanted = missing.length < TWILIO_SETTINGS.length || env.SMS_CONNECTOR === "twilio";
  if (!isWanted) return false;
  if (missing.length === 0) return true;
  throw new ConfigError(`${missing.join(", ")} must be set as well for text messages through Twilio.`);
}

function chooseSmsConnector(env: Environment, inbox: boolean): SmsConnectorName | null {
  const twilio = twilioIsConfigured(env);
  if (env.SMS_CONNECTOR === "inbox" && !inbox) {
    throw new ConfigError("SMS_CONNECTOR is inbox, which needs INBOX=on to be set as well.");
  }
  if (env.SMS_CONNECTOR !== undefined) return env.SMS_CONNECTOR;
  if (twilio) return "twilio";
  return inbox ? "inbox" : null;
}

function chooseAppUrl(env: Environment): string {
  const production = env.NODE_ENV === "production";
  if (env.APP_URL === undefined) {
    if (production && env.DATABASE_URL !== undefined) {
      throw new ConfigError(
        "APP_URL is required once DATABASE_URL is set: it is the origin of every link and redirect.",
      );
    }
    return `http://localhost:${env.PORT}`;
  }
  if (production && env.APP_URL.startsWith("http:") && !isLoopbackUrl(env.APP_URL)) {
    throw new ConfigError(
      "APP_URL must begin with https:// in production, or cookies and codes travel in the clear.",
    );
  }
  return env.APP_URL;
}

/** Returns the exact URLs that a link with an access token may redirect to. */
function chooseResetUrls({ RESET_URLS, NODE_ENV }: Environment, appUrl: string): string[] {
  const inTheClear = (url: string) => url.startsWith("http:") && !isLoopbackUrl(url);
  if (NODE_ENV === "production" && RESET_URLS?.some(inTheClear)) {
    throw new ConfigError(
      "RESET_URLS must begin with https:// in production, or tokens travel in the clear.",
    );
  }
  return RESET_URLS ?? [`${appUrl}/reset-password`];
}

function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = issue?.path[0] ?? "A setting";
  throw new ConfigError(`${String(name)} ${issue?.message ?? "cannot be used"}.`);
}

/**
 * Parses every setting.
 *
 * @param variables the environment, by name
 * @returns the settings; names of durations include their unit
 * @throws ConfigError with one sentence that names the first invalid setting
 */
export function parseConfig(variables: Record<string, string | undefined>) {
  const env = readEnvironment(variables);
  const appUrl = chooseAppUrl(env);
  if (!isLoopbackUrl(appUrl)) checkTokenLengths(env);
  const inbox = isInboxEnabled(env, appUrl);
  const host = env.HOST ?? (inbox ? "127.0.0.1" : "0.0.0.0");
  if (env.DATABASE_URL !== undefined && env.NODE_ENV === "production" && env.AUTH_SECRET === undefined) {
    throw new ConfigError(
      "AUTH_SECRET is required once DATABASE_URL is set: a random text of at least 32 characters.",
    );
  }
  if (env.PASSWORD_MAX_LENGTH < env.PASSWORD_MIN_LENGTH) {
    throw new ConfigError("PASSWORD_MAX_LENGTH must not be smaller than PASSWORD_MIN_LENGTH.");
  }
  return {
    production: env.NODE_ENV === "production",
    databaseUrl: env.DATABASE_URL ?? null,
    dataDirectory: env.DATA_DIR,
    appUrl,
    secureCookies: appUrl.startsWith("https:"),
    port: env.PORT,
    host,
    demo: demoMode(env, appUrl, host),
    authSecret: env.AUTH_SECRET ?? null,
    cronSecret: env.CRON_SECRET ?? null,
    geoipDatabase: env.GEOIP_DATABASE ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    /** The keys of the backend API: two during a key rotation, none if the API is off. */
    secretKeys: env.SECRET_KEY,
    email: {
      connector: chooseEmailConnector(env, inbox),
      from: env.EMAIL_FROM,
      resend: { apiKey: env.RESEND_API_KEY ?? null, baseUrl: env.RESEND_BASE_URL },
      smtpUrl: env.SMTP_URL ?? null,
    },
    sms: {
      connector: chooseSmsConnector(env, inbox),
      twilio: {
        accountSid: env.TWILIO_ACCOUNT_SID ?? "",
        authToken: env.TWILIO_AUTH_TOKEN ?? "",
        from: env.TWILIO_FROM ?? "",
        baseUrl: env.TWILIO_BASE_URL,
      },
    },
    inbox: { on: inbox, token: env.INBOX_TOKEN ?? null },
    outboxWorker: env.OUTBOX_WORKER,
    /** Whether events may be sent to addresses of this machine and its networks, and without TLS. */
    webhooks: { allowPrivate: env.WEBHOOK_ALLOW_PRIVATE ?? isLocalEnvironment(env, appUrl) },
    codes: {
      ttlSeconds: env.CODE_TTL_SECONDS,
      maxAttempts: env.CODE_MAX_ATTEMPTS,
      resendCooldownSeconds: env.RESEND_COOLDOWN_SECONDS,
    },
    links: { ttlSeconds: env.LINK_TTL_SECONDS, sameClient: env.EMAIL_LINK_SAME_CLIENT },
    phone: {
      /**
       * ISO 3166 codes of the countries that SMS may be sent to. A number without a country code belongs to the first
       * one.
       */
      countries: env.SMS_COUNTRIES,
      defaultCountry: env.SMS_COUNTRIES[0] ?? "US",
      dailyLimit: env.SMS_DAILY_LIMIT,
    },
    signIn: { maxAttempts: env.SIGN_IN_MAX_ATTEMPTS, lockoutSeconds: env.SIGN_IN_LOCKOUT_SECONDS },
    rateLimits: env.RATE_LIMITS,
    session: {
      maxAgeSeconds: env.SESSION_MAX_AGE_SECONDS,
      idleSeconds: env.SESSION_IDLE_SECONDS,
      pendingMaxAgeSeconds: env.PENDING_SESSION_MAX_AGE_SECONDS,
    },
    /** How long a requested account deletion can be cancelled. */
    accountDeletion: { graceDays: env.ACCOUNT_DELETION_GRACE_DAYS },
    auditRetentionDays: env.AUDIT_RETENTION_DAYS,
    passwordReset: {
      next: env.AFTER_PASSWORD_RESET,
      signOutOthers: env.SIGN_OUT_OTHERS_ON_RESET,
    },
    revealAccounts: env.REVEAL_ACCOUNTS,
    password: { minLength: env.PASSWORD_MIN_LENGTH, maxLength: env.PASSWORD_MAX_LENGTH },
    /** How a user with a compromised password and no other method is handled. */
    compromisedWithoutMethod: env.COMPROMISED_WITHOUT_METHOD,
    breachCheck: { on: env.BREACH_CHECK, baseUrl: env.HIBP_BASE_URL },
    tasks: {
      requireOrganization: env.REQUIRE_ORGANIZATION,
      requireMfa: env.REQUIRE_MFA,
      urls: env.TASK_URLS,
    },
    trustedProxies: env.TRUSTED_PROXIES,
    /** The only header that the trusted proxies write; `null` for X-Forwarded-For or, if that is absent, Forwarded. */
    forwardedHeader: env.FORWARDED_HEADER ?? null,
    redirectOrigins: env.REDIRECT_ORIGINS,
    /**
     * Origins whose pages may call the API. Defaults to `REDIRECT_ORIGINS`, which served both purposes before
     * `API_ORIGINS` existed.
     */
    apiOrigins: env.API_ORIGINS ?? env.REDIRECT_ORIGINS,
    /** Whether `REDIRECT_ORIGINS` still allows calls of the API, because `API_ORIGINS` is not set. */
    redirectOriginsCallApi: env.API_ORIGINS === undefined && env.REDIRECT_ORIGINS.length > 0,
    resetUrls: chooseResetUrls(env, appUrl),
    logLevel: env.LOG_LEVEL,
    shutdownDelaySeconds: env.SHUTDOWN_DELAY_SECONDS,
  };
}

export type Config = ReturnType<typeof parseConfig>;

let current: Config | undefined;

/**
 * Returns the settings of this process. The environment is read once.
 *
 * @throws ConfigError for an invalid setting
 */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}
