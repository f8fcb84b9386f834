import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { type MessageProgress, messageProgress } from "../verification/progress";
import { statusOf } from "../verification/status";
import { findVerification, isPending } from "../verification/verification";

/** An email address or phone number of an account, as the account owner sees it. */
export type OwnIdentifier = { id: string; value: string; isVerified: boolean; isPrimary: boolean };

type Identifiers = { emailAddresses: OwnIdentifier[]; phoneNumbers: OwnIdentifier[] };

/**
 * Returns all addresses and numbers of a user, the primary one first, unverified ones last. Reads in `tx` if it is
 * given.
 */
export async function identifiersOf(userId: string, tx?: Db): Promise<Identifiers> {
  return (await identifiersOfAll([userId], tx))(userId);
}

/** Reads all addresses and numbers of several users, in the same order. Returns a lookup by user id. */
export async function identifiersOfAll(userIds: string[], tx?: Db): Promise<(userId: string) => Identifiers> {
  const db = tx ?? (await database());
  const whose = { where: { userId: { in: userIds } }, orderBy: ORDER };
  const emails = await db.emailAddress.findMany(whose);
  const phones = await db.phoneNumber.findMany(whose);
  return (userId) => ({
    emailAddresses: emails
      .filter((row) => row.userId === userId)
      .map(({ address, ...row }) => own(address, row)),
    phoneNumbers: phones.filter((row) => row.userId === userId).map(({ number, ...row }) => own(number, row)),
  });
}

const ORDER = [
  { isPrimary: "desc" as const },
  { verifiedAt: { sort: "asc" as const, nulls: "last" as const } },
  { createdAt: "asc" as const },
];

function own(
  value: string,
  { id, verifiedAt, isPrimary }: { id: string; verifiedAt: Date | null; isPrimary: boolean },
): OwnIdentifier {
  return { id, value, isVerified: verifiedAt !== null, isPrimary };
}

/** The state of an identifier's verification, as far as its page may show it. */
export type IdentifierProgress =
  | {
      state: "needs_verification";
      verificationId: string;
      kind: "email" | "phone";
      identifierId: string;
      value: string;
      sent: MessageProgress;
    }
  | { state: "verified" | "expired" | "failed" | "cancelled" | "missing" };

/**
 * Reads the state of the verification of an identifier.
 *
 * @param verificationId a UUID
 * @param userId the user who asks; a verification of another user is `missing`
 */
export async function readIdentifierVerification(
  verificationId: string,
  userId: string,
  caller: Caller,
): Promise<IdentifierProgress> {
  const db = await database();
  const verification = await findVerification(db, verificationId, caller);
  if (verification === null || verification.userId !== userId) return { state: "missing" };
  const status = statusOf(verification);
  if (status !== "unverified") return { state: status };
  const { emailAddressId, phoneNumberId, destination, attempts } = verification;
  const identifierId = emailAddressId ?? phoneNumberId;
  const sent = await messageProgress(db, verification);
  const usedUp = attempts >= config().codes.maxAttempts;
  if (sent === null || identifierId === null || usedUp || !isPending(verification))
    return { state: "failed" };
  const kind = emailAddressId === null ? "phone" : "email";
  return { state: "needs_verification", verificationId, kind, identifierId, value: destination ?? "", sent };
}
