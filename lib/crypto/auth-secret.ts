import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { config } from "@/lib/config";
import { ensureDirectory } from "@/lib/data-directory";

let secret: string | undefined;

function generatedSecret(directory: string): string {
  const file = path.join(directory, "auth-secret");
  ensureDirectory(directory);
  try {
    writeFileSync(file, randomBytes(48).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

/** Returns `AUTH_SECRET` or, if it is not set, a secret generated once into the data directory. */
export function authSecret(): string {
  secret ??= config().authSecret ?? generatedSecret(config().dataDirectory);
  return secret;
}
