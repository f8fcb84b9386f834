import { availableParallelism } from "node:os";
import { hash, hashRaw, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { processWide } from "@/lib/process-wide";
import { randomToken } from "@/lib/secrets/random";
import { DEMO_PASSWORD, DEMO_SALT } from "./demo-password";

/** argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT_PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** Beyond this many waiting, more work only makes everybody wait: about two seconds on two cores. */
const MAX_WAITING = 400;

/** Thrown when more passwords wait to be hashed than the machine can take in good time. */
export class HashingBusyError extends Error {
  override name = "HashingBusyError";
}

const limit = processWide("argon2", () => pLimit(availableParallelism()));

function whenThereIsRoom<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount >= MAX_WAITING) throw new HashingBusyError("Too many passwords wait to be hashed.");
  return limit(work);
}

/**
 * Hashes a password, off the event loop, at most one per core at a time.
 *
 * @param password as `normalizePassword` gives it
 * @returns the hash in PHC format
 * @throws HashingBusyError when too many are waiting
 */
export async function hashPassword(password: string): Promise<string> {
  const parameters = password === DEMO_PASSWORD ? { ...PARAMETERS, salt: DEMO_SALT } : PARAMETERS;
  return whenThereIsRoom(() => hash(password, parameters));
}

/**
 * Hashes a code that somebody keeps, as slowly as a password, so that it can be looked up by its hash (ASVS 6.5.2).
 *
 * @param salt at least 16 random bytes, shared by the codes of one set
 * @returns 32 bytes
 * @throws HashingBusyError when too many are waiting
 */
export async function hashWithSalt(code: string, salt: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await whenThereIsRoom(() => hashRaw(code, { ...PARAMETERS, salt: Buffer.from(salt) }));
  return new Uint8Array(digest);
}

let nobodysHash: Promise<string> | undefined;

/**
 * Tells whether a password belongs to a hash. Without a hash it does the same work and answers false, so that a person
 * who does not exist costs the same time as one who does.
 *
 * @param passwordHash PHC format, or `null` for nobody
 * @param password as `normalizePassword` gives it
 * @throws HashingBusyError when too many are waiting
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash(randomToken(), PARAMETERS);
  const candidate = passwordHash ?? (await nobodysHash);
  const matches = await whenThereIsRoom(() => verify(candidate, password));
  return passwordHash !== null && matches;
}

/** Whether a hash was made with other parameters than today's and should be made anew at the next sign-in. */
export function needsRehash(passwordHash: string): boolean {
  return !passwordHash.startsWith(CURRENT_PREFIX);
}
