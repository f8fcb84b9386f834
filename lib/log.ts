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

/**
 * Redacts every field with the name of a secret, at any depth of plain objects. An error keeps its `code`, which names
 * the failure.
 */
function redact(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (SECRETS.includes(name)) return [name, "[redacted]"];
    return [name, isPlainObject(value) ? redact(value) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** The format of the log: JSON lines, UTC. Exported for its test. */
export const logOptions: LoggerOptions = {
  level: config().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  // Pino copies the message of the error under its error key to `msg`, unredacted.
  errorKey: "thrown",
  formatters: { log: redact },
};

/** Structured log on stdout. Every field with the name of a secret is redacted; an error goes under `err`. */
export const log = pino(logOptions);
