import { deriveBrandColors } from "@/lib/brand-colors";
import { ConfigError } from "@/lib/config-error";
import { isLoopbackHost, isLoopbackUrl } from "@/lib/loopback";
import { requiredTasks } from "@/lib/session-tasks";
import {
  type Environment,
  environmentSchema,
  MIN_INBOX_TOKEN_LENGTH,
  MIN_SECRET_LENGTH,
  SECRET_KEY_RULE,
} from "@/lib/settings-schema";
import { smsSettings } from "@/lib/sms-settings";

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

/** The settings of the secrets, the newest first, as Auth.js orders them. */
const AUTH_SECRETS = ["AUTH_SECRET_3", "AUTH_SECRET_2", "AUTH_SECRET_1", "AUTH_SECRET"] as const;

function chooseAuthSecrets(env: Environment): { name: string; value: string }[] {
  const secrets = AUTH_SECRETS.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [{ name, value }];
  });
  for (const [position, { name, value }] of secrets.entries()) {
    const same = secrets.slice(position + 1).find((other) => other.value === value);
    if (same) throw new ConfigError(`${name} must differ from ${same.name}: each secret is set only once.`);
  }
  return secrets;
}

/** Returns the name for file names: ASCII letters, digits and hyphens, or `app` for a name without any. */
function slugOf(name: string): string {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "app";
}

/** Returns the name, logo, colors and links that pages and messages show. */
function brandOf(env: Environment) {
  return {
    name: env.APP_NAME,
    slug: slugOf(env.APP_NAME),
    logoUrl: env.APP_LOGO_URL ?? null,
    /** The colors that replace those of the theme, if a brand color is set. */
    colors: env.BRAND_COLOR === undefined ? null : deriveBrandColors(env.BRAND_COLOR),
    supportUrl: env.SUPPORT_URL ?? null,
    termsUrl: env.TERMS_URL ?? null,
    privacyUrl: env.PRIVACY_URL ?? null,
  };
}

/** Returns the sender of emails. The default has the name of the app, quoted as RFC 5322 §3.4 requires. */
function senderOf({ EMAIL_FROM, APP_NAME }: Environment): string {
  const name = /^[\w -]+$/.test(APP_NAME) ? APP_NAME : `"${APP_NAME}"`;
  return EMAIL_FROM ?? `${name} <latchkey@localhost>`;
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
  const authSecrets = chooseAuthSecrets(env);
  if (env.DATABASE_URL !== undefined && env.NODE_ENV === "production" && authSecrets.length === 0) {
    throw new ConfigError(
      "AUTH_SECRET is required once DATABASE_URL is set: a random text of at least 32 characters.",
    );
  }
  if (env.PASSWORD_MAX_LENGTH < env.PASSWORD_MIN_LENGTH) {
    throw new ConfigError("PASSWORD_MAX_LENGTH must not be smaller than PASSWORD_MIN_LENGTH.");
  }
  return {
    production: env.NODE_ENV === "production",
    brand: brandOf(env),
    databaseUrl: env.DATABASE_URL ?? null,
    dataDirectory: env.DATA_DIR,
    appUrl,
    secureCookies: appUrl.startsWith("https:"),
    port: env.PORT,
    host,
    demo: demoMode(env, appUrl, host),
    /** The secrets, the newest first: it encrypts, and each of them decrypts. Empty for a generated one. */
    authSecrets,
    cronSecret: env.CRON_SECRET ?? null,
    geoipDatabase: env.GEOIP_DATABASE ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    /** The keys of the backend API: two during a key rotation, none if the API is off. */
    secretKeys: env.SECRET_KEY,
    email: {
      connector: chooseEmailConnector(env, inbox),
      from: senderOf(env),
      resend: { apiKey: env.RESEND_API_KEY ?? null, baseUrl: env.RESEND_BASE_URL },
      smtpUrl: env.SMTP_URL ?? null,
    },
    sms: smsSettings(env, inbox),
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
    newDeviceNotice: env.NEW_DEVICE_NOTICE,
    passwordReset: {
      next: env.AFTER_PASSWORD_RESET,
      /** Whether the page asks for the code and the new password together, or for the code first. */
      steps: env.RESET_STEPS,
      signOutOthers: env.SIGN_OUT_OTHERS_ON_RESET,
    },
    revealAccounts: env.REVEAL_ACCOUNTS,
    /** Whether users can have a username and sign in with it. */
    usernames: env.USERNAMES,
    signUp: {
      mode: env.SIGN_UP,
      /** The domains that may sign up, as rules of `matchesDomainRules`; empty for all. */
      domains: env.SIGN_UP_DOMAINS,
      /** The domains that may not sign up. They take precedence over `domains`. */
      blockedDomains: env.SIGN_UP_BLOCKED_DOMAINS,
    },
    password: { minLength: env.PASSWORD_MIN_LENGTH, maxLength: env.PASSWORD_MAX_LENGTH },
    /** How a user with a compromised password and no other method is handled. */
    compromisedWithoutMethod: env.COMPROMISED_WITHOUT_METHOD,
    breachCheck: { on: env.BREACH_CHECK, baseUrl: env.HIBP_BASE_URL },
    tasks: { required: requiredTasks(env), urls: env.TASK_URLS },
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
