import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";

/** A passkey, as its owner sees it. */
export type OwnPasskey = {
  id: string;
  name: string;
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

const SHOWN = { id: true, name: true, isSynced: true, createdAt: true, lastUsedAt: true } as const;

/** Lists the passkeys of a user, newest first. */
export async function passkeysOf(userId: string): Promise<OwnPasskey[]> {
  const db = await database();
  return db.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: SHOWN,
  });
}

/** Reads a passkey that exists. */
export async function passkeyById(id: string): Promise<OwnPasskey> {
  return (await database()).passkey.findUniqueOrThrow({ where: { id }, select: SHOWN });
}

/**
 * Lists the passkeys of the caller, newest first.
 *
 * @returns the passkeys; or `authentication_invalid`, `session_pending`
 */
export async function listPasskeys(caller: Caller): Promise<Result<{ passkeys: OwnPasskey[] }>> {
  const found = await getActiveSession(caller);
  return found.ok ? { ok: true, passkeys: await passkeysOf(found.session.user.id) } : found;
}

/**
 * Returns a passkey of the caller.
 *
 * @param passkeyId a UUID
 * @returns the passkey; or `resource_not_found`, or the errors of `listPasskeys`
 */
export async function getPasskey(
  passkeyId: string,
  caller: Caller,
): Promise<Result<{ passkey: OwnPasskey }>> {
  const found = await listPasskeys(caller);
  if (!found.ok) return found;
  const passkey = found.passkeys.find(({ id }) => id === passkeyId);
  return passkey ? { ok: true, passkey } : failure("resource_not_found", {}, { key: "passkey_gone" });
}
