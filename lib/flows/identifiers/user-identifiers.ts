import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession } from "../active-session";
import { type Caller, clientHash } from "../caller";
import { type DescribedVerification, describeVerification } from "../verification/describe";
import { findVerification, isPending } from "../verification/verification";
import type { IdentifierRef } from "./change";
import { identifiersOf, type OwnIdentifier } from "./read";
import {
  attemptIdentifierVerification,
  type IdentifierChoice,
  prepareIdentifierVerification,
  startIdentifierVerification,
} from "./verify";

/**
 * The addresses, or the numbers, of whoever calls.
 *
 * @returns them, the primary one first; or `authentication_invalid`, `session_pending`
 */
export async function getUserIdentifiers(
  kind: IdentifierRef["kind"],
  caller: Caller,
): Promise<Result<{ identifiers: OwnIdentifier[] }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { emailAddresses, phoneNumbers } = await identifiersOf(found.session.user.id);
  return { ok: true, identifiers: kind === "email" ? emailAddresses : phoneNumbers };
}

/**
 * One address or number of whoever calls.
 *
 * @returns it; or `resource_not_found` for somebody else's, `authentication_invalid`, `session_pending`
 */
export async function getUserIdentifier(
  { kind, identifierId }: IdentifierRef,
  caller: Caller,
): Promise<Result<{ identifier: OwnIdentifier }>> {
  const found = await getUserIdentifiers(kind, caller);
  if (!found.ok) return found;
  const identifier = found.identifiers.find(({ id }) => id === identifierId);
  return identifier ? { ok: true, identifier } : failure("resource_not_found");
}

/**
 * Sends what proves an address or number: for the verification that this client has waiting for it, or a new one where the
 * tries at that are used up.
 *
 * @returns nothing more; or the errors of `startIdentifierVerification`
 */
export async function prepareUserIdentifier(choice: IdentifierChoice, caller: Caller): Promise<Result> {
  const own = await getUserIdentifier(choice, caller);
  if (!own.ok) return own;
  const db = await database();
  const verificationId = await newestVerificationId(db, choice, caller);
  const verification = verificationId && (await findVerification(db, verificationId, caller));
  const usedUp = !verification || verification.attempts >= config().codes.maxAttempts;
  if (usedUp || !isPending(verification)) return startIdentifierVerification(choice, caller);
  return prepareIdentifierVerification({ ...choice, verificationId: verification.id }, caller);
}

/**
 * Where the proof of an address or number of one's own stands, for the client that asks.
 *
 * @returns `null` where that client has not asked for one
 */
export async function describeUserVerification(
  ref: IdentifierRef,
  caller: Caller,
): Promise<DescribedVerification | null> {
  const db = await database();
  const verificationId = await newestVerificationId(db, ref, caller);
  const verification = verificationId && (await findVerification(db, verificationId, caller));
  return verification ? describeVerification(db, verification, verification.method) : null;
}

/**
 * Tries the code that was sent last to an address or number.
 *
 * @returns nothing more; or `client_state_invalid` where none was sent for this client, and the errors of
 *   `attemptIdentifierVerification`
 */
export async function attemptUserIdentifier(
  { code, ...ref }: IdentifierRef & { code: string },
  caller: Caller,
): Promise<Result> {
  const own = await getUserIdentifier(ref, caller);
  if (!own.ok) return own;
  const verificationId = await newestVerificationId(await database(), ref, caller);
  if (verificationId === null) return failure("client_state_invalid");
  return attemptIdentifierVerification({ verificationId, code }, caller);
}

async function newestVerificationId(
  db: Db,
  { kind, identifierId }: IdentifierRef,
  caller: Caller,
): Promise<string | null> {
  const newest = await db.verification.findFirst({
    where: {
      clientHash: clientHash(caller),
      ...(kind === "email"
        ? { purpose: "email_address", emailAddressId: identifierId }
        : { purpose: "phone_number", phoneNumberId: identifierId }),
    },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}
