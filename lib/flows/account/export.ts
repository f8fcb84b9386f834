import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";

/**
 * Exports all data stored about the caller. Records the export in the audit log.
 *
 * @returns the data; or `fresh_proof_required`, `too_many_requests`, `authentication_invalid`, `session_pending`
 */
export async function exportOwnData(caller: Caller): Promise<Result<{ data: OwnData }>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.dataDownloads(user.id));
  if (!within.ok) return within;
  await recordEvent(db, caller.metadata, {
    type: "user.data_downloaded",
    outcome: "success",
    userId: user.id,
    sessionId,
  });
  return { ok: true, data: await readOwnData(db, user.id) };
}

const ORGANIZATION = { select: { id: true, name: true } };

const SESSION = {
  id: true,
  createdAt: true,
  lastActiveAt: true,
  provenAt: true,
  secondFactorProvenAt: true,
  expiresAt: true,
  revokedAt: true,
  revokedReason: true,
  ipAddress: true,
  userAgent: true,
};

const VERIFICATION = {
  purpose: true,
  method: true,
  destination: true,
  createdAt: true,
  expiresAt: true,
  verifiedAt: true,
  failedAt: true,
  cancelledAt: true,
  ipAddress: true,
  userAgent: true,
};

const INVITATION = {
  organization: ORGANIZATION,
  emailAddress: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  declinedAt: true,
  revokedAt: true,
};

const EVENT = {
  type: true,
  outcome: true,
  actorId: true,
  sessionId: true,
  details: true,
  ipAddress: true,
  userAgent: true,
  createdAt: true,
};

/** The exported fields, as an allowlist: any other column, such as a hash or a secret, is never read for an export. */
const OWN_DATA = {
  id: true,
  name: true,
  role: true,
  locale: true,
  createdAt: true,
  updatedAt: true,
  passwordChangedAt: true,
  passwordCompromisedAt: true,
  emailAddresses: { select: { address: true, isPrimary: true, verifiedAt: true, createdAt: true } },
  phoneNumbers: {
    select: { number: true, isPrimary: true, verifiedAt: true, secondFactorAt: true, createdAt: true },
  },
  totpSecret: { select: { createdAt: true, verifiedAt: true } },
  backupCodes: { select: { createdAt: true, consumedAt: true } },
  passkeys: { select: { name: true, isSynced: true, createdAt: true, lastUsedAt: true } },
  trustedDevices: { select: { userAgent: true, createdAt: true, expiresAt: true } },
  sessions: { select: SESSION },
  verifications: { select: VERIFICATION },
  memberships: { select: { organization: ORGANIZATION, role: true, createdAt: true } },
  invitationsSent: { select: INVITATION },
};

/** All data stored about a user, by the names of the database columns. */
export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** Reads all data stored about a user. */
async function readOwnData(db: Db, userId: string) {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: OWN_DATA });
  const hasPassword = (await db.user.count({ where: { id: userId, passwordHash: { not: null } } })) > 0;
  return { ...user, hasPassword, activity: await readEvents(db, userId) };
}

/** Reads the audit events of a user. Omits the address and device of events that another actor caused. */
async function readEvents(db: Db, userId: string) {
  const events = await db.auditEvent.findMany({
    where: { userId },
    select: EVENT,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return events.map(({ actorId, ...event }) =>
    actorId === userId ? event : { ...event, ipAddress: null, userAgent: null },
  );
}
