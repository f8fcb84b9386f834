import { type CountryCode, isSupportedCountry } from "libphonenumber-js/max";
import { z } from "zod";
import { parseOrigin } from "@/lib/allowed-origins";
import { rejectedContrast } from "@/lib/brand-colors";
import { parseDomainRule } from "@/lib/domain-rules";
import { isLoopbackUrl } from "@/lib/loopback";
import { TASK_KEYS, TASK_SETTINGS, type TaskSetting } from "@/lib/session-tasks";
import { SMS_SETTINGS } from "@/lib/sms-settings";
import { httpUrl } from "@/lib/url-settings";

export const MIN_SECRET_LENGTH = 32;

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

const origin = httpUrl.refine((value) => new URL(value).origin === value, {
  error: "must be an origin such as https://auth.example.com, without a path",
});

/**
 * A name that every place can show: an email subject, an SMS, the label of an authenticator app. It has no colon,
 * because that separates issuer and account there, and none of the characters that message formats give a meaning.
 */
const appName = z
  .string()
  .trim()
  .max(30, "must be at most 30 characters long")
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&'’+!-]*$/u,
    "must begin with a letter or a digit, and hold only letters, digits, spaces and . , & ' + ! -",
  )
  .transform((value) => value.normalize("NFC").replaceAll(/ +/g, " "));

/** A URL that browsers open from this app: over TLS, or on this machine. */
const publicUrl = z
  .url({ protocol: /^https?$/, error: "must be an https URL", abort: true })
  .refine((value) => value.startsWith("https:") || isLoopbackUrl(value), {
    error: "must be an https URL, or an http URL on this machine",
  })
  .refine((value) => new URL(value).username + new URL(value).password === "", {
    error: "must be a URL without user and password",
  })
  .transform((value) => new URL(value).href);

const MAILTO = /^mailto:[^\s@?]+@[^\s@?]+(\?\S*)?$/;

const supportUrl = z.string().transform((value, context): string => {
  if (MAILTO.test(value)) return value;
  const page = publicUrl.safeParse(value);
  if (page.success) return page.data;
  const message = "must be an https URL, or an address such as mailto:support@example.com";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const brandColor = z
  .string()
  .regex(/^#([\da-f]{3}|[\da-f]{6})$/i, "must be a hexadecimal color such as #2563eb")
  .transform((value) => value.toLowerCase().replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3"))
  .superRefine((color, context) => {
    const message = rejectedContrast(color);
    if (message !== null) context.addIssue({ code: "custom", message });
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

/** Who can sign up: everyone, users with an invitation, or no one. */
const SIGN_UP_MODES = ["open", "invitation", "closed"] as const;
export type SignUpMode = (typeof SIGN_UP_MODES)[number];

const domainRules = list.transform((entries, context): string[] => {
  const rules = entries.map(parseDomainRule).filter((rule) => rule !== null);
  if (rules.length === entries.length && rules.length > 0) return rules;
  context.addIssue({
    code: "custom",
    message: "must be domains such as example.com, or *.example.com for its subdomains",
  });
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
export const SECRET_KEY_RULE = `must be one key, or two separated by a comma, each at least ${MIN_SECRET_LENGTH} characters long and without blanks`;
export const MIN_INBOX_TOKEN_LENGTH = 16;

const secretKeys = list.refine(
  (keys) =>
    keys.length > 0 &&
    keys.length <= MAX_SECRET_KEYS &&
    keys.every((candidate) => SECRET_KEY.test(candidate)),
  { error: SECRET_KEY_RULE },
);

const authSecret = z
  .string()
  .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
  .optional();

const taskSetting = booleanString.default(false);

/** The settings that require a session task, by name. */
const TASK_SETTINGS_SCHEMA = Object.fromEntries(TASK_SETTINGS.map((name) => [name, taskSetting])) as Record<
  TaskSetting,
  typeof taskSetting
>;

/** Every setting by its name in the environment. An empty value counts as absent. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }).optional(),
  DATA_DIR: z.string().default(".data"),
  APP_URL: origin.optional(),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().optional(),
  AUTH_SECRET: authSecret,
  AUTH_SECRET_1: authSecret,
  AUTH_SECRET_2: authSecret,
  AUTH_SECRET_3: authSecret,
  APP_NAME: appName.default("Latchkey"),
  APP_LOGO_URL: publicUrl.optional(),
  BRAND_COLOR: brandColor.optional(),
  SUPPORT_URL: supportUrl.optional(),
  TERMS_URL: publicUrl.optional(),
  PRIVACY_URL: publicUrl.optional(),
  EMAIL_FROM: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: httpUrl.default("https://api.resend.com"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// URL" }).optional(),
  EMAIL_CONNECTOR: z.enum(["resend", "smtp", "inbox"], { error: "must be resend, smtp or inbox" }).optional(),
  ...SMS_SETTINGS,
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
  NEW_DEVICE_NOTICE: onOrOff.default(true),
  AFTER_PASSWORD_RESET: z
    .enum(["session", "sign-in"], { error: "must be session or sign-in" })
    .default("session"),
  RESET_STEPS: z.enum(["one", "two"], { error: "must be one or two" }).default("one"),
  SIGN_OUT_OTHERS_ON_RESET: booleanString.default(true),
  REVEAL_ACCOUNTS: booleanString.default(false),
  USERNAMES: booleanString.default(false),
  SIGN_UP: z.enum(SIGN_UP_MODES, { error: "must be open, invitation or closed" }).default("open"),
  SIGN_UP_DOMAINS: domainRules.default([]),
  SIGN_UP_BLOCKED_DOMAINS: domainRules.default([]),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 128).default(15),
  PASSWORD_MAX_LENGTH: wholeNumber(64, 1024).default(128),
  COMPROMISED_WITHOUT_METHOD: z
    .enum(["reset", "refuse"], { error: "must be reset or refuse" })
    .default("reset"),
  BREACH_CHECK: onOrOff.default(true),
  HIBP_BASE_URL: httpUrl.default("https://api.pwnedpasswords.com"),
  SMS_COUNTRIES: countries.default(SMS_COUNTRIES),
  SMS_DAILY_LIMIT: wholeNumber(0).default(1000),
  ...TASK_SETTINGS_SCHEMA,
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

/** The parsed settings, by name. */
export type Environment = z.output<typeof environmentSchema>;
