/** The description of one setting in `docs/configuration.md`. */
export type Description = {
  /** One or more sentences in Markdown. */
  meaning: string;
  /** Replaces the default in the schema if the default depends on other settings. */
  default?: string;
  /** When the setting is required. */
  required?: string;
};

type Group = { heading: string; settings: Record<string, Description> };

/**
 * Every setting by its name in the environment. `npm run docs:configuration` writes it to `docs/configuration.md`. A
 * setting that is not in the schema in `lib/settings-schema.ts` is left out, for example in a fork without that
 * feature.
 */
export const GROUPS: Group[] = [
  {
    heading: "Server and database",
    settings: {
      APP_URL: {
        meaning:
          "The public origin of the app, such as `https://auth.example.com`. Links, redirects, cookies and passkeys use it; the `Host` header is never used. It must begin with `https://` in production, except on a loopback address.",
        default: "`http://localhost:PORT`",
        required: "in production with `DATABASE_URL`",
      },
      DATABASE_URL: {
        meaning:
          "A PostgreSQL server, version 14 to 18, as a `postgresql://` URL. `?schema=NAME` sets the schema of the tables; without it, they are in the first schema of the `search_path`.",
        default: "the embedded database (PGlite)",
      },
      DATA_DIR: {
        meaning:
          "The folder of the embedded database and of the generated secret. A relative path starts at the folder of the app.",
      },
      AUTH_SECRET: {
        meaning:
          "The secret from which all keys are derived: for cookies, keyed hashes and encrypted values. At least 32 characters. Every instance needs the same one.",
        default: "generated into `DATA_DIR`",
        required: "in production with `DATABASE_URL`, unless one of the next three is set",
      },
      AUTH_SECRET_1: {
        meaning:
          "A newer secret, for a [rotation](deploying.md#rotate-the-secret). The one with the highest number encrypts; each of them, and `AUTH_SECRET`, decrypts. No two are the same.",
        default: "none",
      },
      AUTH_SECRET_2: { meaning: "Like `AUTH_SECRET_1`, and newer.", default: "none" },
      AUTH_SECRET_3: { meaning: "Like `AUTH_SECRET_2`, and newer.", default: "none" },
      PORT: { meaning: "The port to listen on." },
      HOST: {
        meaning: "The address to listen on.",
        default: "`127.0.0.1` where the inbox is on, otherwise `0.0.0.0`",
      },
      TRUSTED_PROXIES: {
        meaning:
          "The number of reverse proxies in front of the app whose `X-Forwarded-For` or `Forwarded` header is trusted. With `0`, the client's address is that of the connection.",
      },
      FORWARDED_HEADER: {
        meaning: "The only header that the trusted proxies write: `x-forwarded-for` or `forwarded`.",
        default: "`X-Forwarded-For`, or `Forwarded` in a request without it",
      },
      SHUTDOWN_DELAY_SECONDS: {
        meaning:
          "The time between reporting not ready and closing, so that a load balancer notices. At most 300.",
      },
      LOG_LEVEL: {
        meaning:
          "`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. Logs are JSON lines on stdout and contain no secrets.",
      },
      METRICS_TOKEN: {
        meaning:
          "The bearer token of [`GET /api/metrics`](deploying.md#metrics-and-alerts), at least 32 characters. Without it the endpoint is off.",
      },
      GEOIP_DATABASE: {
        meaning:
          "The path of a MaxMind DB file of cities or countries. Devices, activity and emails then show a location. No address is sent anywhere.",
      },
    },
  },
  {
    heading: "Name and look",
    settings: {
      APP_NAME: {
        meaning:
          "The name of the app on pages, in emails and SMS, in authenticator apps and in the names of downloaded files. 1 to 30 letters, digits, spaces and `. , & ' + ! -`. An SMS omits a name with which it would not fit into one segment.",
      },
      APP_LOGO_URL: {
        meaning:
          "An image that replaces the name and mark at the top of pages and emails, as an `https` URL. It is shown 32 pixels high and at most 240 wide, on light and on dark backgrounds. Many mail clients show PNG and JPEG only. The Content Security Policy of pages then allows images from this origin.",
      },
      BRAND_COLOR: {
        meaning:
          "The background of buttons, as `#rrggbb` or `#rgb`; quote it in `.env`. Text on it is white or dark, whichever has more contrast; a color with less than 4.5:1 (WCAG 2.2 AA) stops the start. Links and marks use a darker shade in the light theme and a lighter one in the dark theme, with at least 4.5:1.",
      },
      SUPPORT_URL: {
        meaning:
          "The help page that pages and emails link to, as an `https` URL or an address such as `mailto:support@example.com`.",
      },
      TERMS_URL: {
        meaning:
          "The terms of service, as an `https` URL. Pages link to them, and the sign-up page says that signing up accepts them.",
      },
      PRIVACY_URL: {
        meaning: "The privacy policy, as an `https` URL. Pages and the sign-up page link to it.",
      },
    },
  },
  {
    heading: "Development and demo",
    settings: {
      DEMO: {
        meaning:
          "`on`: the demo accounts can sign in, and the first start creates them; with `DATABASE_URL` only if `DEMO=on` is set explicitly. `off`: each start locks every account that has the public demo password. `on` with a public `APP_URL` stops the start.",
        default: "`on` where `APP_URL` and `HOST` are loopback addresses, otherwise `off`",
      },
      INBOX: {
        meaning:
          "`on`: the development inbox at `/inbox` shows every message, and receives those of channels without another provider. With a public `APP_URL` it requires `INBOX_TOKEN`. Without a token it answers only requests from this machine, under loopback host names.",
        default:
          "`on` in development and with the embedded database, if `APP_URL` is a loopback address or `INBOX_TOKEN` is set",
      },
      INBOX_TOKEN: {
        meaning:
          "The bearer token that requests to the inbox must carry. At least 16 characters with a public `APP_URL`.",
      },
    },
  },
  {
    heading: "Messages",
    settings: {
      EMAIL_FROM: {
        meaning: "The sender of emails, such as `Acme <no-reply@acme.example>`.",
        default: "the app's name, at `localhost`",
      },
      EMAIL_CONNECTOR: {
        meaning: "The email provider: `resend`, `smtp` or `inbox`.",
        default: "the first configured of `resend`, `smtp`, `inbox`",
      },
      SMTP_URL: { meaning: "An SMTP server, as an `smtp://` or `smtps://` URL." },
      RESEND_API_KEY: { meaning: "An API key of Resend." },
      RESEND_BASE_URL: { meaning: "The base URL of the Resend API." },
      SMS_CONNECTOR: {
        meaning: "The SMS provider: `twilio` or `inbox`.",
        default: "the first configured of `twilio`, `inbox`",
      },
      TWILIO_ACCOUNT_SID: {
        meaning: "The Twilio account. The three Twilio settings without a default are set together.",
      },
      TWILIO_AUTH_TOKEN: { meaning: "The Twilio auth token." },
      TWILIO_FROM: { meaning: "The sending phone number, or the ID of a Twilio messaging service." },
      TWILIO_BASE_URL: { meaning: "The base URL of the Twilio API." },
      SMS_COUNTRIES: {
        meaning:
          "The countries to which SMS are sent, as ISO 3166 codes. A phone number typed without a country code belongs to the first.",
      },
      SMS_DAILY_LIMIT: {
        meaning:
          "The maximum number of SMS a day. A fifth is reserved for second factors and known clients; unverified numbers get at most a fifth. A network gets at most a tenth for second factors and known clients, and a tenth for other codes (but at least ten); see [limits](limits.md).",
      },
      OUTBOX_WORKER: {
        meaning:
          "`off` on hosts without background work: a scheduler then calls [`POST /api/outbox`](deploying.md#where-nothing-runs-between-requests).",
      },
      CRON_SECRET: {
        meaning:
          "The bearer token of `POST /api/outbox`, at least 32 characters. Without it the endpoint is off.",
      },
    },
  },
  {
    heading: "Codes, links and sign-in",
    settings: {
      CODE_TTL_SECONDS: { meaning: "The lifetime of a code. At most 86400." },
      CODE_MAX_ATTEMPTS: {
        meaning:
          "The number of wrong codes after which an attempt accepts no code. A new code does not reset it.",
      },
      LINK_TTL_SECONDS: { meaning: "The lifetime of an email link. At most 3600." },
      EMAIL_LINK_SAME_CLIENT: {
        meaning:
          "`true`: a link works only in the browser that requested it. Reset links with an access token work in any browser.",
      },
      RESEND_COOLDOWN_SECONDS: {
        meaning: "The minimum time between two messages that a client requests for one identifier.",
      },
      SIGN_IN_MAX_ATTEMPTS: {
        meaning:
          "The number of wrong passwords after which a network or a known client is locked for sign-in by password. The daily limits are in [limits.md](limits.md).",
      },
      SIGN_IN_LOCKOUT_SECONDS: { meaning: "The duration of that lock." },
      RATE_LIMITS: { meaning: "`off` only for benchmarks." },
      REVEAL_ACCOUNTS: {
        meaning:
          "`true`: responses say that an identifier is unknown or already in use. `false`: known and unknown identifiers get the same responses.",
      },
      USERNAMES: {
        meaning:
          "`true`: users can have a username and sign in with it. See [sign-up.md](sign-up.md#usernames).",
      },
    },
  },
  {
    heading: "Sign-up",
    settings: {
      SIGN_UP: {
        meaning:
          "`open`: everyone can sign up. `invitation`: only invited users. `closed`: no one; the backend API creates users. See [sign-up.md](sign-up.md).",
      },
      SIGN_UP_DOMAINS: {
        meaning:
          "The domains whose email addresses may sign up, separated by commas. `example.com` matches only that domain, `*.example.com` every subdomain of it.",
        default: "all",
      },
      SIGN_UP_BLOCKED_DOMAINS: {
        meaning:
          "The domains whose email addresses may not sign up, in the same form. They take precedence over `SIGN_UP_DOMAINS`.",
        default: "none",
      },
    },
  },
  {
    heading: "Passwords",
    settings: {
      PASSWORD_MIN_LENGTH: {
        meaning: "The minimum length of a new password in Unicode code points, 8 to 128.",
      },
      PASSWORD_MAX_LENGTH: {
        meaning: "The maximum length of a new password in Unicode code points, 64 to 1024.",
      },
      BREACH_CHECK: {
        meaning:
          "Whether passwords are looked up in Have I Been Pwned, by the first five characters of their SHA-1 hash. If the service cannot be reached, the bundled list of common passwords still applies.",
      },
      HIBP_BASE_URL: { meaning: "The base URL of that service." },
      COMPROMISED_WITHOUT_METHOD: {
        meaning:
          "The result of a correct but compromised password when the user has no other sign-in method. `reset`: a pending session that can only set a new password. `refuse`: no session.",
      },
      AFTER_PASSWORD_RESET: {
        meaning: "`session`: a reset signs the user in. `sign-in`: it redirects to the sign-in page.",
      },
      RESET_STEPS: {
        meaning:
          "`one`: the page of a reset asks for the code and the new password together. `two`: it asks for the code first, and then for the new password. The HTTP API supports both in either case.",
      },
      SIGN_OUT_OTHERS_ON_RESET: {
        meaning:
          'Whether "Sign out of all other devices" is checked by default, and the behavior of API calls that do not specify it.',
      },
    },
  },
  {
    heading: "Sessions and accounts",
    settings: {
      SESSION_MAX_AGE_SECONDS: { meaning: "The maximum lifetime of a session." },
      SESSION_IDLE_SECONDS: { meaning: "The time after which an unused session expires." },
      PENDING_SESSION_MAX_AGE_SECONDS: {
        meaning: "The time that a session may stay pending, counted from its first pending task.",
      },
      REQUIRE_MFA: {
        meaning: "`true`: users without a second factor must set one up before their session is active.",
      },
      REQUIRE_ORGANIZATION: {
        meaning:
          "`true`: every session needs an active organization. Users without one choose, join or create one before their session is active.",
      },
      TASK_URLS: {
        meaning:
          'Your own pages for session tasks, as JSON from task to path: `{"setup-mfa":"/mfa"}`. See [session-tasks.md](session-tasks.md).',
        default: "`/session-tasks/TASK` for each task",
      },
      ACCOUNT_DELETION_GRACE_DAYS: {
        meaning:
          "The number of days during which signing in cancels the deletion of an account. `0`: accounts are deleted immediately. At most 365.",
      },
      AUDIT_RETENTION_DAYS: { meaning: "The number of days that audit events are kept. At least 90." },
      NEW_DEVICE_NOTICE: {
        meaning:
          "`on`: the user is notified of the first sign-in from a browser or app by email at every verified address, with a link to sign that device out. `off`: the user is not.",
      },
    },
  },
  {
    heading: "API and other apps",
    settings: {
      SECRET_KEY: {
        meaning:
          "The bearer key of the [backend API](api.md). Two keys, separated by a comma, while you rotate it. At least 32 characters each with a public `APP_URL`.",
        default: "none: the backend API is off",
      },
      REDIRECT_ORIGINS: {
        meaning:
          "Further origins allowed in `redirect_url`, separated by commas: `https://shop.example`, `chrome-extension://ID`, `com.example.app://`.",
      },
      API_ORIGINS: {
        meaning:
          "The origins whose pages may call the API, in the same forms. Websites use cookies; extensions and apps use a bearer token.",
        default: "those of `REDIRECT_ORIGINS`",
      },
      RESET_URLS: {
        meaning:
          "The exact URLs, including the query, to which `POST /password-reset/email` may send a user with a token, separated by commas.",
        default: "`APP_URL/reset-password`",
      },
      WEBHOOK_ALLOW_PRIVATE: {
        meaning: "`true`: webhooks may be sent to private addresses, to any port and without TLS.",
        default:
          "`true` in development and with the embedded database, if `APP_URL` is a loopback address; otherwise `false`",
      },
    },
  },
];
