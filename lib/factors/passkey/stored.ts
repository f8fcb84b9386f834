import type { Db } from "@/lib/db/client";

/** A stored passkey, with the columns that verify its assertions. */
export type StoredPasskey = {
  id: string;
  userId: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  isSyncable: boolean;
};

/** The data by which a browser finds a passkey. */
export type PasskeyDescriptor = { id: string; transports: string[] };

/**
 * Finds a passkey by its credential id.
 *
 * @param credentialId base64url
 */
export async function findPasskey(db: Db, credentialId: string): Promise<StoredPasskey | null> {
  return db.passkey.findUnique({
    where: { credentialId },
    select: { id: true, userId: true, credentialId: true, publicKey: true, isSyncable: true },
  });
}

/** Lists every passkey of a user, for a browser to select or to exclude. */
export async function passkeyDescriptorsOf(db: Db, userId: string): Promise<PasskeyDescriptor[]> {
  const rows = await db.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    select: { credentialId: true, transports: true },
  });
  return rows.map(({ credentialId: id, transports }) => ({ id, transports }));
}
