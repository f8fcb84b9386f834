import { database } from "@/lib/db/client";

/** A passkey, as its owner sees it. */
export type OwnPasskey = {
  id: string;
  name: string;
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** Lists the passkeys of a user, newest first. */
export async function passkeysOf(userId: string): Promise<OwnPasskey[]> {
  const db = await database();
  return db.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, isSynced: true, createdAt: true, lastUsedAt: true },
  });
}
