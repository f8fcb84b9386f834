import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, hashRaw, verify } from "@node-rs/argon2";
import { globalSingleton } from "@/lib/global-singleton";
import { FairQueue } from "@/lib/jobs/fair-queue";
import type { Requester } from "@/lib/jobs/requester";
import { DEMO_PASSWORD, DEMO_SALT } from "./demo-password";

/** argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT_PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** 200 waiting jobs take about two seconds on two cores, and a block has a third of a lane at most. */
const queue = globalSingleton(
  "argon2",
  () =>
    new FairQueue({
      concurrency: availableParallelism(),
      perNetwork: 16,
      perBlock: 64,
      perLane: 200,
      deadlineMs: 5_000,
    }),
);

/**
 * Hashes a password, off the event loop, with at most one job per core at a time, in the order of `FairQueue`.
 *
 * @param password from `normalizePassword`
 * @returns the hash in PHC format
 * @throws BusyError when too many are waiting
 */
export async function hashPassword(password: string, requester: Requester): Promise<string> {
  const parameters = password === DEMO_PASSWORD ? { ...PARAMETERS, salt: DEMO_SALT } : PARAMETERS;
  return queue.run(requester, () => hash(password, parameters));
}

/**
 * Hashes a backup code that was created before codes were hashed with a key, so that it can be looked up by its hash.
 *
 * @param salt shared by the codes of one set
 * @returns 32 bytes
 * @throws BusyError when too many are waiting
 */
export async function hashWithSalt(
  code: string,
  salt: Uint8Array,
  requester: Requester,
): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await queue.run(requester, () => hashRaw(code, { ...PARAMETERS, salt: Buffer.from(salt) }));
  return new Uint8Array(digest);
}

/** A decoy hash that no password matches. It takes as long to verify as any other. */
const decoyHash = `${CURRENT_PREFIX}${base64(randomBytes(16))}$${base64(randomBytes(32))}`;

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

/**
 * Verifies a password against a hash. Without a hash it does the same work in the same queue and returns false, so that
 * an unknown user takes the same time as a known one.
 *
 * @param passwordHash PHC format, or `null` for an unknown user
 * @param password from `normalizePassword`
 * @throws BusyError when too many are waiting
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
  requester: Requester,
): Promise<boolean> {
  const matches = await queue.run(requester, () => verify(passwordHash ?? decoyHash, password));
  return passwordHash !== null && matches;
}

/** Whether a hash was made with other parameters than the current ones. If so, the next sign-in should replace it. */
export function needsRehash(passwordHash: string): boolean {
  return !passwordHash.startsWith(CURRENT_PREFIX);
}
