import type { Db } from "@/lib/db/client";

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
export async function readOwnData(db: Db, userId: string) {
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
