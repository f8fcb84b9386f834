import pino from "pino";
import { config } from "@/lib/config";

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

/** Structured log: JSON lines on stdout, UTC. Anything named like a secret is cut out, one level deep or at the top. */
export const log = pino({
  level: config().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
});
