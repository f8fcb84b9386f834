import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";

/** Number of rows read per query, which bounds the memory in use. */
const BATCH = 500;

/**
 * Exports all data stored about the caller. Records the export in the audit log.
 *
 * @returns the parts of a JSON object, by the names of the database columns; or `fresh_proof_required`,
 *   `too_many_requests`, `authentication_invalid`, `session_pending`
 */
export async function exportOwnData(caller: Caller): Promise<Result<{ json: AsyncGenerator<string> }>> {
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
  return { ok: true, json: writeOwnData(db, user.id) };
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

const TRUSTED_DEVICE = { userAgent: true, createdAt: true, expiresAt: true };

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

const SIGN_UP_INVITATION = {
  emailAddress: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
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

/**
 * The exported fields, as an allowlist: any other column, such as a hash or a secret, is never read for an export. A
 * user can have any number of rows of `listsOf`, so those are read in batches.
 */
const OWN_DATA = {
  id: true,
  name: true,
  username: true,
  role: true,
  locale: true,
  createdAt: true,
  updatedAt: true,
  passwordChangedAt: true,
  passwordCompromisedAt: true,
  passwordExpiredAt: true,
  emailAddresses: { select: { address: true, isPrimary: true, verifiedAt: true, createdAt: true } },
  phoneNumbers: {
    select: { number: true, isPrimary: true, verifiedAt: true, secondFactorAt: true, createdAt: true },
  },
  totpSecret: { select: { createdAt: true, verifiedAt: true } },
  backupCodes: { select: { createdAt: true, consumedAt: true } },
  passkeys: { select: { name: true, isSynced: true, createdAt: true, lastUsedAt: true } },
  memberships: { select: { organization: ORGANIZATION, role: true, createdAt: true } },
};

type Row = { id: string; createdAt: Date };

/** Selects the rows of a user that follow a row, newest first. */
function batchOf(userId: string, last: Row | null) {
  return {
    where: {
      userId,
      ...(last && {
        OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }],
    take: BATCH,
  };
}

/** Returns the lists of any length: each function reads the batch that follows a row. */
const listsOf = (db: Db, userId: string) => ({
  trustedDevices: (last: Row | null) =>
    db.trustedDevice.findMany({ ...batchOf(userId, last), select: { id: true, ...TRUSTED_DEVICE } }),
  sessions: (last: Row | null) => db.session.findMany({ ...batchOf(userId, last), select: SESSION }),
  verifications: (last: Row | null) =>
    db.verification.findMany({ ...batchOf(userId, last), select: { id: true, ...VERIFICATION } }),
  invitationsSent: (last: Row | null) => {
    const { where, ...batch } = batchOf(userId, last);
    const { userId: invitedById, ...after } = where;
    return db.invitation.findMany({
      where: { invitedById, ...after },
      ...batch,
      select: { id: true, ...INVITATION },
    });
  },
  signUpInvitationsSent: (last: Row | null) => {
    const { where, ...batch } = batchOf(userId, last);
    const { userId: invitedById, ...after } = where;
    return db.signUpInvitation.findMany({
      where: { invitedById, ...after },
      ...batch,
      select: { id: true, ...SIGN_UP_INVITATION },
    });
  },
  activity: async (last: Row | null) =>
    (await db.auditEvent.findMany({ ...batchOf(userId, last), select: { id: true, ...EVENT } })).map(
      ({ actorId, ...event }) =>
        // The address and device of another actor are that actor's data.
        actorId === userId ? event : { ...event, ipAddress: null, userAgent: null },
    ),
});

/** Writes all data stored about a user as the parts of a JSON object. */
async function* writeOwnData(db: Db, userId: string): AsyncGenerator<string> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: OWN_DATA });
  const hasPassword = (await db.user.count({ where: { id: userId, passwordHash: { not: null } } })) > 0;
  yield JSON.stringify({ ...user, hasPassword }, null, 2).replace(/\n}$/, "");
  for (const [name, readBatch] of Object.entries(listsOf(db, userId))) {
    yield `,\n  "${name}": [`;
    yield* writeRows(readBatch, { withId: name === "sessions" });
    yield "]";
  }
  yield "\n}\n";
}

async function* writeRows(
  readBatch: (last: Row | null) => Promise<Row[]>,
  { withId }: { withId: boolean },
): AsyncGenerator<string> {
  let last: Row | null = null;
  do {
    const rows: Row[] = await readBatch(last);
    if (rows.length > 0) {
      const written = rows.map(({ id, ...row }) => JSON.stringify(withId ? { id, ...row } : row));
      yield `${last === null ? "" : ","}\n    ${written.join(",\n    ")}`;
    }
    last = rows.length < BATCH ? null : (rows.at(-1) ?? null);
  } while (last !== null);
}
