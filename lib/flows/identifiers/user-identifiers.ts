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
 * Lists the email addresses or phone numbers of the caller.
 *
 * @returns the identifiers, the primary one first; or `authentication_invalid`, `session_pending`
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
 * Returns an address or number of the caller.
 *
 * @returns the identifier; or `resource_not_found` for an identifier of another user, `authentication_invalid`,
 *   `session_pending`
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
 * Sends the verification of an address or number. Uses the pending verification of this client. Creates a new one if
 * there is no pending verification or its attempts are exhausted.
 *
 * @returns nothing; or the errors of `startIdentifierVerification`
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
 * Describes the newest verification of an address or number that this client has started.
 *
 * @returns `null` if this client has not started one
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
 * Verifies the code that was last sent to an address or number.
 *
 * @returns nothing; or `client_state_invalid` if this client has not started a verification, and the errors of
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
