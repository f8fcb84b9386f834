import { authSecrets } from "@/lib/crypto/auth-secret";
import { loadHashKeys } from "@/lib/db/hash-keys";
import {
  codesOfEarlierSecrets,
  type DependentCodes,
  type Reencrypted,
  reencryptStoredValues,
} from "@/lib/db/reencrypt";
import { done, type Outcome, rejected } from "./outcome";

const USAGE = "secrets   takes no arguments";

function listOf(results: { name: Reencrypted["name"]; count: number }[]): string {
  return results
    .filter(({ count }) => count > 0)
    .map(({ name: [one, several], count }) => `${count} ${count === 1 ? one : several}`)
    .join(", ");
}

function describeEarlier(name: string, newest: string, codes: DependentCodes | null): string {
  if (codes === null)
    return `Nothing in the database depends on ${name}. Once every instance encrypts with ${newest}, remove ${name} from the settings of every instance.`;
  const many = codes.count === 1 ? "1 valid code depends" : `${codes.count} valid codes depend`;
  return `Keep ${name}: ${many} on it until ${codes.lastExpiresAt.toISOString()}. Run this command again after that.`;
}

/**
 * Encrypts the stored secrets with the newest secret, and lists the earlier ones that can be removed. Can run any number
 * of times, while instances run.
 *
 * @param args none
 */
export async function secretsCommand(args: string[]): Promise<Outcome> {
  if (args.length > 0) return rejected(USAGE);
  const [newest, ...earlier] = authSecrets();
  await loadHashKeys({ store: true });
  const results = await reencryptStoredValues();
  const changed = listOf(results.map(({ name, changed: count }) => ({ name, count })));
  const unreadable = listOf(results.map(({ name, unreadable: count }) => ({ name, count })));
  const codes = await codesOfEarlierSecrets();
  return done(
    [
      changed === ""
        ? `Everything is encrypted with ${newest.name}.`
        : `Encrypted again with ${newest.name}: ${changed}.`,
      ...(unreadable === "" ? [] : [`No secret of the settings can decrypt ${unreadable}.`]),
      ...earlier.map(({ name }, position) => describeEarlier(name, newest.name, codes[position] ?? null)),
      ...(earlier.length === 0 ? ["There is no earlier secret in the settings."] : []),
    ].join("\n"),
  );
}
