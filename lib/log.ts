import pino, { type LoggerOptions } from "pino";
import { config } from "@/lib/config";
import { describeError } from "./log-error";

const SECRETS = [
  "password",
  "newPassword",
  "code",
  "token",
  "cookie",
  "authorization",
  "secret",
  "sealedValues",
];

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Redacts what is named like a secret, at any depth. The code of an error is none: it names what failed. */
function redact(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (SECRETS.includes(name)) return [name, "[redacted]"];
    return [name, isPlainObject(value) ? redact(value) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** How the log is written: JSON lines, UTC. Exported for its test. */
export const logOptions: LoggerOptions = {
  level: config().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  // Pino copies the message of what is under its error key to `msg`, as it stands.
  errorKey: "thrown",
  formatters: { log: redact },
};

/** Structured log on stdout. Anything named like a secret is redacted; an error goes under `err`. */
export const log = pino(logOptions);
