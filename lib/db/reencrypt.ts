import { reencrypt } from "@/lib/crypto/encryption";
import { secretIds } from "@/lib/crypto/hash";
import type { RotatingPurpose } from "@/lib/crypto/keys";
import { type Db, database, Prisma } from "./client";

const BATCH = 500;

type KeyType = "uuid" | "bytea";

/** A value below every key, to start from. */
const FIRST_KEY: Record<KeyType, string> = { uuid: "00000000-0000-0000-0000-000000000000", bytea: "\\x" };

const UUID = { key: "id", keyType: "uuid" } as const;

/** Every column with encrypted values. `name` is singular and plural, for messages. */
export const ENCRYPTED = [
  {
    name: ["authenticator app", "authenticator apps"],
    table: "TotpSecret",
    column: "sealedSecret",
    purpose: "totp",
    ...UUID,
  },
  {
    name: ["webhook secret", "webhook secrets"],
    table: "WebhookEndpoint",
    column: "sealedSecret",
    purpose: "webhook",
    ...UUID,
  },
  {
    name: ["previous webhook secret", "previous webhook secrets"],
    table: "WebhookEndpoint",
    column: "sealedPreviousSecret",
    purpose: "webhook",
    ...UUID,
  },
  {
    name: ["message", "messages"],
    table: "OutboxMessage",
    column: "sealedValues",
    purpose: "outbox",
    ...UUID,
  },
  {
    name: ["key of hashes", "keys of hashes"],
    table: "HashKey",
    column: "sealedKey",
    purpose: "hash-key",
    key: "fingerprint",
    keyType: "bytea",
  },
] as const satisfies {
  name: readonly [string, string];
  table: string;
  column: string;
  purpose: RotatingPurpose;
  key: string;
  keyType: KeyType;
}[];

type EncryptedColumn = (typeof ENCRYPTED)[number];

/** How many values of a column were encrypted again, and how many no configured secret can decrypt. */
export type Reencrypted = { name: EncryptedColumn["name"]; changed: number; unreadable: number };

const quoted = (name: string) => Prisma.raw(`"${name}"`);

/** Encrypts a batch again. A value that another transaction has changed meanwhile stays as it is. */
async function reencryptBatch(db: Db, of: EncryptedColumn, after: string) {
  const [table, column, key] = [quoted(of.table), quoted(of.column), quoted(of.key)];
  const type = Prisma.raw(of.keyType);
  const rows = await db.$queryRaw<{ key: string; sealed: Uint8Array<ArrayBuffer> }[]>`
    SELECT ${key}::text AS key, ${column} AS sealed FROM ${table}
    WHERE ${column} IS NOT NULL AND ${key} > ${after}::text::${type} ORDER BY ${table}.${key} LIMIT ${BATCH}`;
  let changed = 0;
  let unreadable = 0;
  for (const { key: id, sealed } of rows) {
    const result = reencrypt(of.purpose, sealed);
    if (result === "unreadable") unreadable += 1;
    else if (result !== "newest")
      changed += await db.$executeRaw`
        UPDATE ${table} SET ${column} = ${result}
        WHERE ${key} = ${id}::text::${type} AND ${column} = ${sealed}`;
  }
  return { changed, unreadable, last: rows.length === BATCH ? (rows.at(-1)?.key ?? null) : null };
}

/** Encrypts every value of the database with the newest secret, in batches, while instances run. */
export async function reencryptStoredValues(): Promise<Reencrypted[]> {
  const db = await database();
  const results: Reencrypted[] = [];
  for (const column of ENCRYPTED) {
    const total = { name: column.name, changed: 0, unreadable: 0 };
    let after: string | null = FIRST_KEY[column.keyType];
    while (after !== null) {
      const batch = await reencryptBatch(db, column, after);
      total.changed += batch.changed;
      total.unreadable += batch.unreadable;
      after = batch.last;
    }
    // Unreadable keys of hashes have been replaced by `loadHashKeys`.
    results.push(column.table === "HashKey" ? { ...total, unreadable: 0 } : total);
  }
  return results;
}

/** The valid codes that a secret verifies, and when the last of them expires. */
export type DependentCodes = { count: number; lastExpiresAt: Date };

/**
 * Reads the valid codes whose hash was made with an earlier secret.
 *
 * @returns for each earlier secret its codes, or `null`; the order is that of the secrets, the newest of them first.
 *   Codes without the ID of a secret, and with that of an unknown one, count for every earlier secret
 */
export async function codesOfEarlierSecrets(): Promise<(DependentCodes | null)[]> {
  const db = await database();
  const [newest, ...earlier] = secretIds();
  const rows = await db.$queryRaw<{ secretId: Uint8Array | null; count: number; lastExpiresAt: Date }[]>`
    SELECT "secretId", count(*)::int AS count, max("expiresAt") AS "lastExpiresAt" FROM "Code"
    WHERE "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()
      AND "secretId" IS DISTINCT FROM ${newest}
    GROUP BY "secretId"`;
  const isOf = (secretId: Uint8Array | null, id: Uint8Array) =>
    secretId !== null && Buffer.from(secretId).equals(id);
  return earlier.map((id) => {
    const own = rows.filter(
      ({ secretId }) => isOf(secretId, id) || !earlier.some((other) => isOf(secretId, other)),
    );
    if (own.length === 0) return null;
    return {
      count: own.reduce((sum, { count }) => sum + count, 0),
      lastExpiresAt: new Date(Math.max(...own.map(({ lastExpiresAt }) => lastExpiresAt.getTime()))),
    };
  });
}
