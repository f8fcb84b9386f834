import { createHash } from "node:crypto";
import { decrypt, encrypt } from "@/lib/crypto/encryption";
import { initialKey, STABLE_PURPOSES, type StablePurpose, setStableKey } from "@/lib/crypto/keys";
import { type Db, database } from "./client";

type Row = { purpose: string; sealedKey: Uint8Array };

/**
 * Reads the first stored key of each purpose that a configured secret can decrypt.
 *
 * @returns the keys, and the purposes that have an earlier key which no configured secret can decrypt
 */
async function readKeys(db: Db): Promise<{ keys: Map<string, Buffer>; unreadable: Set<string> }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT purpose, "sealedKey" FROM "HashKey" ORDER BY "createdAt", fingerprint`;
  const keys = new Map<string, Buffer>();
  const unreadable = new Set<string>();
  for (const { purpose, sealedKey } of rows) {
    if (keys.has(purpose)) continue;
    try {
      keys.set(purpose, Buffer.from(String(decrypt("hash-key", sealedKey)), "base64"));
    } catch {
      unreadable.add(purpose);
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
 * @returns `replaced`: whether this process uses other keys than the first ones, because no configured secret can
 *   decrypt those; nothing that was hashed with them is found any more. `missing`: whether there was no readable key in
 *   their place
 */
export async function loadHashKeys({
  store,
}: {
  store: boolean;
}): Promise<{ replaced: boolean; missing: boolean }> {
  const db = await database();
  const stored = await readKeys(db);
  let { keys } = stored;
  const missing = STABLE_PURPOSES.filter((purpose) => !keys.has(purpose));
  if (store && missing.length > 0) {
    for (const purpose of missing) await storeInitialKey(db, purpose);
    keys = (await readKeys(db)).keys;
  }
  for (const purpose of STABLE_PURPOSES) setStableKey(purpose, keys.get(purpose) ?? initialKey(purpose));
  return {
    replaced: stored.unreadable.size > 0,
    missing: missing.some((purpose) => stored.unreadable.has(purpose)),
  };
}
