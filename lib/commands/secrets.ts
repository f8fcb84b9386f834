import { authSecrets } from "@/lib/crypto/auth-secret";
import { secretIds } from "@/lib/crypto/hash";
import { loadHashKeys } from "@/lib/db/hash-keys";
import { listRunningInstances, type RunningInstance } from "@/lib/db/instances";
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

/** Returns the instances that a condition on their secrets applies to, in words, or `null` if there are none. */
function describeInstances(instances: RunningInstance[]): string | null {
  if (instances.length === 0) return null;
  const last = new Date(Math.max(...instances.map(({ seenAt }) => seenAt.getTime()))).toISOString();
  return instances.length === 1
    ? `1 instance (seen at ${last})`
    : `${instances.length} instances (seen at ${last})`;
}

/** Describes what still depends on an earlier secret. */
function describeEarlier(
  { name, id }: { name: string; id: Uint8Array },
  codes: DependentCodes | null,
  instances: RunningInstance[],
): string {
  const encrypting = describeInstances(instances.filter(({ secretIds: [first] }) => first?.equals(id)));
  if (encrypting !== null)
    return `Keep ${name}: ${encrypting} still encrypts with it. Change the settings there, then run this command again.`;
  if (codes === null)
    return `Nothing depends on ${name}: remove it from the settings of every instance, and restart them.`;
  const many = codes.count === 1 ? "1 valid code depends" : `${codes.count} valid codes depend`;
  return `Keep ${name}: ${many} on it until ${codes.lastExpiresAt.toISOString()}. Run this command again after that.`;
}

/**
 * Encrypts the stored secrets with the newest secret, and lists the earlier ones that can be removed. Can run any
 * number of times, while instances run. Changes nothing while an instance runs that could not decrypt the result.
 *
 * @param args none
 */
export async function secretsCommand(args: string[]): Promise<Outcome> {
  if (args.length > 0) return rejected(USAGE);
  const secrets = authSecrets();
  const [newest] = secrets;
  const [newestId, ...earlierIds] = secretIds();
  const instances = await listRunningInstances();
  const without = describeInstances(
    instances.filter(({ secretIds: ids }) => !ids.some((id) => id.equals(newestId))),
  );
  if (without !== null)
    return rejected(
      `Nothing was changed: ${without} cannot decrypt with ${newest.name} yet. Add it to the settings there and restart.`,
    );
  const { missing } = await loadHashKeys({ store: false });
  if (missing)
    return rejected(
      "Nothing was changed: none of the secrets in the settings can decrypt the keys of hashes. Add the earlier secret, or start the server to replace the keys.",
    );
  await loadHashKeys({ store: true });
  const results = await reencryptStoredValues();
  const changed = listOf(results.map(({ name, changed: count }) => ({ name, count })));
  const unreadable = listOf(results.map(({ name, unreadable: count }) => ({ name, count })));
  const codes = await codesOfEarlierSecrets();
  const earlier = earlierIds.map((id, position) =>
    describeEarlier({ name: secrets[position + 1]?.name ?? "", id }, codes[position] ?? null, instances),
  );
  return done(
    [
      changed === ""
        ? `Everything is encrypted with ${newest.name}.`
        : `Encrypted again with ${newest.name}: ${changed}.`,
      ...(unreadable === "" ? [] : [`No secret of the settings can decrypt ${unreadable}.`]),
      ...(earlier.length === 0 ? ["There is no earlier secret in the settings."] : earlier),
    ].join("\n"),
  );
}
