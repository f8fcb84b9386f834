import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { config } from "@/lib/config";
import { ensureDirectory } from "@/lib/data-directory";

/** A secret of this installation, with the name of its setting. */
export type AuthSecret = { name: string; value: string };

let generated: string | undefined;

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

/**
 * Returns the secrets of the settings: the newest first, which encrypts, then the earlier ones, which only decrypt. If
 * none is set, returns a secret that is generated once into the data directory.
 */
export function authSecrets(): [AuthSecret, ...AuthSecret[]] {
  const [newest, ...earlier] = config().authSecrets;
  if (newest) return [newest, ...earlier];
  generated ??= generatedSecret(config().dataDirectory);
  return [{ name: "AUTH_SECRET", value: generated }];
}
