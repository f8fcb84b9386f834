import type { Db } from "@/lib/db/client";

/** A passkey as it stands in the database, as far as checking what it signs takes. */
export type StoredPasskey = {
  id: string;
  userId: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  isSyncable: boolean;
};

/** How a browser finds a passkey again. */
export type PasskeyDescriptor = { id: string; transports: string[] };

/**
 * Finds a passkey by its authenticator's own name for it.
 *
 * @param credentialId base64url
 */
export async function findPasskey(db: Db, credentialId: string): Promise<StoredPasskey | null> {
  return db.passkey.findUnique({
    where: { credentialId },
    select: { id: true, userId: true, credentialId: true, publicKey: true, isSyncable: true },
  });
}

/** Every passkey of somebody, by which their browser finds the one to use or not to make twice. */
export async function passkeyDescriptorsOf(db: Db, userId: string): Promise<PasskeyDescriptor[]> {
  const rows = await db.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    select: { credentialId: true, transports: true },
  });
  return rows.map(({ credentialId: id, transports }) => ({ id, transports }));
}
