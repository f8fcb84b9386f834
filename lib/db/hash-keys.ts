import { createHash } from "node:crypto";
import { decrypt, encrypt } from "@/lib/crypto/encryption";
import { initialKey, STABLE_PURPOSES, type StablePurpose, setStableKey } from "@/lib/crypto/keys";
import { type Db, database } from "./client";

type Row = { purpose: string; sealedKey: Uint8Array };

/** Reads the first stored key of each purpose that a configured secret can decrypt, and the number of unreadable ones. */
async function readKeys(db: Db): Promise<{ keys: Map<string, Buffer>; unreadable: number }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT purpose, "sealedKey" FROM "HashKey" ORDER BY "createdAt", fingerprint`;
  const keys = new Map<string, Buffer>();
  let unreadable = 0;
  for (const { purpose, sealedKey } of rows) {
    if (keys.has(purpose)) continue;
    try {
      keys.set(purpose, Buffer.from(String(decrypt("hash-key", sealedKey)), "base64"));
    } catch {
      unreadable += 1;
    }
  }
  return { keys, unreadable };
}

/** Stores the initial key of a purpose. Of any number of concurrent instances with the same secrets, one stores it. */
async function storeInitialKey(db: Db, purpose: StablePurpose): Promise<void> {
  const key = initialKey(purpose);
  const fingerprint = new Uint8Array(createHash("sha256").update(`${purpose} `).update(key).digest());
  await db.$executeRaw`
    INSERT INTO "HashKey" (fingerprint, purpose, "sealedKey")
    VALUES (${fingerprint}, ${purpose}, ${encrypt("hash-key", key.toString("base64"))})
    ON CONFLICT (fingerprint) DO NOTHING`;
}

/**
 * Reads the keys of stored hashes into this process. Must run before the first hash, after the migrations.
 *
 * @param store whether a purpose without a readable key gets one; otherwise this process uses the key that the server
 *   would store
 * @returns whether stored keys had to be replaced, because no configured secret can decrypt them: then nothing that was
 *   hashed with them is found any more
 */
export async function loadHashKeys({ store }: { store: boolean }): Promise<{ replaced: boolean }> {
  const db = await database();
  const stored = await readKeys(db);
  let { keys } = stored;
  const missing = STABLE_PURPOSES.filter((purpose) => !keys.has(purpose));
  if (store && missing.length > 0) {
    for (const purpose of missing) await storeInitialKey(db, purpose);
    keys = (await readKeys(db)).keys;
  }
  for (const purpose of STABLE_PURPOSES) setStableKey(purpose, keys.get(purpose) ?? initialKey(purpose));
  return { replaced: missing.length > 0 && stored.unreadable > 0 };
}
