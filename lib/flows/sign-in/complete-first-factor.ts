import { type AuditEvent, eventInsert, logEvent, recordEvent } from "@/lib/audit";
import { type Db, Prisma } from "@/lib/db/client";
import {
  createSession,
  NEW_SESSION_FACTS,
  type NewSession,
  type NewSessionFacts,
} from "@/lib/sessions/sessions";
import { cancelDeletion } from "../account/cancel-deletion";
import type { LockedUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import { knownClientCondition, knownClientInsert } from "../known-clients";
import { notifyOfNewDevice } from "../new-device/notice";
import { trustedDeviceCondition } from "../second-factor/trusted-devices";
import { PROOF_TTL_SECONDS } from "../verification/verification";
import { type AttemptIds, newAttemptIds, verifiedAttemptInserts } from "./store-attempt";

/** The result of a verified first factor: a session, or a required second factor. */
export type SignInOutcome =
  | { status: "complete"; session: NewSession }
  | { status: "needs_second_factor"; signInId: string };

/** The values to store an attempt with, if the flow had none so far. */
type NewAttempt = {
  identifier: string;
  redirectUrl: string | null;
  /** Set if the attempt is stored even if no second factor is required: the API returns it. */
  stored?: { ids: AttemptIds; typedIdentifier: string };
};

/** The sign-in attempt of a first factor: a stored one, or a new one. */
export type AttemptRef = { signInId: string } | NewAttempt;

/** Returns the audit event of a sign-in, with its session if there is one. */
export type EventOf = (
  completed: Pick<AuditEvent, "userId" | "sessionId"> & { status: SignInOutcome["status"] },
) => AuditEvent;

/** What a sign-in depends on. It must be read in a statement of its own that follows `lockUserRow`. */
type SignInFacts = NewSessionFacts & {
  isTrustedDevice: boolean;
  isDeletionRequested: boolean;
  /** Whether this is the first sign-in of the client to the account. */
  isNewClient: boolean;
};

async function readFacts(tx: Db, userId: string, caller: Caller): Promise<SignInFacts> {
  const [facts] = await tx.$queryRaw<[SignInFacts]>`
    SELECT ${NEW_SESSION_FACTS}, ${trustedDeviceCondition(caller)} AS "isTrustedDevice",
           u."deletionDueAt" IS NOT NULL AS "isDeletionRequested", NOT ${knownClientCondition(caller)} AS "isNewClient"
    FROM "User" u WHERE u.id = ${userId}::uuid`;
  return facts;
}

/**
 * Completes sign-in after the first factor. Every flow that creates a session must call this function, so the second
 * factor cannot be skipped.
 *
 * @param tx the transaction in which the proof of the first factor was consumed
 * @param of the user, the attempt, which is checked not to be void after the user's row was locked, the audit event of
 *   the flow, if it has one, and whether the user expects this session: after a sign-up or a reset, of which they are
 *   notified anyway, no notice of a new device is sent
 */
export async function completeFirstFactor(
  tx: Db,
  {
    user,
    attempt,
    event,
    isExpected = false,
  }: { user: LockedUserRow; attempt: AttemptRef; event?: EventOf; isExpected?: boolean },
  caller: Caller,
): Promise<SignInOutcome> {
  const { userId } = user;
  const facts = await readFacts(tx, userId, caller);
  if (facts.hasSecondFactor && !facts.isTrustedDevice) {
    const status = "needs_second_factor";
    const signInId =
      "signInId" in attempt
        ? await awaitSecondFactor(tx, attempt.signInId)
        : await store(tx, userId, attempt, caller);
    if (event) await recordEvent(tx, caller.metadata, event({ userId, sessionId: null, status }));
    return { status, signInId };
  }
  const session = await createSignInSession(
    tx,
    { user, attempt, facts, isExpected, ...(event && { event }) },
    caller,
  );
  return { status: "complete", session };
}

/**
 * Creates the session that completes a sign-in attempt. It cancels a requested deletion of the account and records the
 * client as known. As the newest session, it voids password resets that were requested before it. The first session
 * from a client notifies the user, unless the user expects it.
 *
 * @param of the user, the attempt if there is one, whether a second factor was verified, the audit event of the flow,
 *   and whether the user expects the session
 */
export async function createSignInSession(
  tx: Db,
  of: {
    user: LockedUserRow;
    attempt: AttemptRef | null;
    withSecondFactor?: boolean;
    facts?: SignInFacts;
    event?: EventOf;
    isExpected?: boolean;
  },
  caller: Caller,
): Promise<NewSession> {
  const { attempt, withSecondFactor = false, isExpected = false, event } = of;
  const { userId } = of.user;
  const facts = of.facts ?? (await readFacts(tx, userId, caller));
  if (facts.isDeletionRequested) await cancelDeletion(tx, userId, caller);
  const eventOf = (sessionId: string) => event?.({ userId, sessionId, status: "complete" });
  const session = await createSession(
    tx,
    { userId, clientHash: clientHash(caller), replacesToken: caller.sessionToken, withSecondFactor, facts },
    caller.metadata,
    ({ id }) => {
      const recorded = eventOf(id);
      return [
        Prisma.sql`known_client AS (${knownClientInsert(userId, caller)})`,
        ...attemptChanges(attempt, userId, id, caller),
        ...(recorded ? [Prisma.sql`event AS (${eventInsert(caller.metadata, recorded)})`] : []),
      ];
    },
  );
  if (facts.isNewClient && !isExpected) await notifyOfNewDevice(tx, userId, caller);
  const recorded = eventOf(session.id);
  if (recorded) logEvent(tx, caller.metadata, recorded);
  return session;
}

/** Returns the statements that store a completed attempt, or the session in a stored one, as named subqueries. */
function attemptChanges(
  attempt: AttemptRef | null,
  userId: string,
  sessionId: string,
  caller: Caller,
): Prisma.Sql[] {
  if (attempt === null) return [];
  if ("signInId" in attempt) {
    return [
      Prisma.sql`attempt AS (
        UPDATE "SignIn" SET "createdSessionId" = ${sessionId}::uuid WHERE id = ${attempt.signInId}::uuid)`,
    ];
  }
  const { stored, ...values } = attempt;
  return stored ? verifiedAttemptInserts({ ...values, ...stored, userId }, sessionId, caller) : [];
}

/**
 * Sets an attempt to pending its second factor. The time limit is the same as for any step after the first factor.
 *
 * @returns the attempt's ID
 */
export async function awaitSecondFactor(tx: Db, signInId: string): Promise<string> {
  await tx.$executeRaw`
    WITH attempt AS (
      UPDATE "SignIn" SET status = 'needs_second_factor' WHERE id = ${signInId}::uuid RETURNING "verificationId")
    UPDATE "Verification" v SET "expiresAt" = now() + ${PROOF_TTL_SECONDS} * interval '1 second'
    FROM attempt WHERE v.id = attempt."verificationId"`;
  return signInId;
}

/** Stores an attempt that is pending its second factor, and returns its ID. */
async function store(tx: Db, userId: string, attempt: NewAttempt, caller: Caller): Promise<string> {
  const { identifier, redirectUrl, stored = { ids: newAttemptIds(), typedIdentifier: null } } = attempt;
  const inserts = verifiedAttemptInserts({ identifier, redirectUrl, userId, ...stored }, null, caller);
  await tx.$executeRaw`WITH ${Prisma.join(inserts, ", ")} SELECT 1`;
  return stored.ids.signInId;
}
