import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { ContactKind } from "@/lib/identifiers/identifier";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { IDENTIFIER_FIELD, MAX_IDENTIFIERS, parseIdentifierInput } from "./input";
import { startIdentifierVerification } from "./verify";

/** An email address or phone number to add, as typed. */
export type TypedIdentifier = { kind: ContactKind; typed: string };

/** An identifier to add, and the method to verify it. See `IdentifierChoice` for `returnUrl`. */
export type NewIdentifier =
  | { kind: "email"; typed: string; method: "email_code" | "email_link"; returnUrl?: string | undefined }
  | { kind: "phone"; typed: string; method: "phone_code" };

/**
 * Adds an email address or phone number to the caller's account with `addUnverifiedIdentifier`, and sends its
 * verification.
 *
 * @returns the ids of the identifier and of its verification; or the errors of `addUnverifiedIdentifier`,
 *   `too_many_requests`, `delivery_unavailable`
 */
export async function addIdentifier(
  input: NewIdentifier,
  caller: Caller,
): Promise<Result<{ identifierId: string; verificationId: string }>> {
  const claimed = await addUnverifiedIdentifier(input, caller);
  if (!claimed.ok) return claimed;
  const { identifierId } = claimed;
  const started = await startIdentifierVerification({ ...input, identifierId }, caller);
  return started.ok ? { ...started, identifierId } : started;
}

/**
 * Adds an unverified email address or phone number to the caller's account. Until it is verified, it can neither be
 * used to sign in nor to recover the account, and it does not reserve the value. An address of another account is added
 * in the same way; `startIdentifierVerification` notifies its owner.
 *
 * @returns its id; or `form_param_format_invalid`, `form_identifier_exists` if the account has verified it already,
 *   `too_many_requests`, `fresh_proof_required`, `authentication_invalid`, `session_pending`
 */
export async function addUnverifiedIdentifier(
  input: TypedIdentifier,
  caller: Caller,
): Promise<Result<{ identifierId: string }>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const read = parseIdentifierInput(input.kind, input.typed);
  if ("error" in read) return { ok: false, errors: [read.error] };
  const identifier = { kind: input.kind, value: read.value };
  const paramName = IDENTIFIER_FIELD[input.kind];
  const limits = requestLimits.identifierChanges(userId);
  const within = await checkRateLimits(await database(), caller.metadata, limits, { paramName });
  if (!within.ok) return within;
  const claimed = await inTransaction((tx) => claim(tx, userId, identifier, caller));
  if (claimed === "verified") {
    return failure("form_identifier_exists", { paramName }, { key: "already_yours" });
  }
  if (claimed === "too_many") {
    const messageOverride = { key: "too_many_identifiers", values: { most: MAX_IDENTIFIERS } } as const;
    return failure("form_param_format_invalid", { paramName }, messageOverride);
  }
  return { ok: true, identifierId: claimed.id };
}

/** Returns the unverified row, and inserts it if it does not exist. */
async function claim(
  tx: Db,
  userId: string,
  { kind, value }: { kind: ContactKind; value: string },
  caller: Caller,
): Promise<{ id: string } | "verified" | "too_many"> {
  const there =
    kind === "email"
      ? await tx.emailAddress.findUnique({ where: { userId_address: { userId, address: value } } })
      : await tx.phoneNumber.findUnique({ where: { userId_number: { userId, number: value } } });
  if (there?.verifiedAt) return "verified";
  if (there) return { id: there.id };
  const count =
    kind === "email"
      ? await tx.emailAddress.count({ where: { userId } })
      : await tx.phoneNumber.count({ where: { userId } });
  if (count >= MAX_IDENTIFIERS) return "too_many";
  const [row] =
    kind === "email"
      ? await tx.$queryRaw<{ id: string }[]>`
          INSERT INTO "EmailAddress" ("userId", address) VALUES (${userId}::uuid, ${value})
          ON CONFLICT ("userId", address) DO UPDATE SET address = excluded.address RETURNING id`
      : await tx.$queryRaw<{ id: string }[]>`
          INSERT INTO "PhoneNumber" ("userId", number) VALUES (${userId}::uuid, ${value})
          ON CONFLICT ("userId", number) DO UPDATE SET number = excluded.number RETURNING id`;
  if (!row) throw new Error("An upsert gave no row.");
  const type = kind === "email" ? "email_address.added" : "phone_number.added";
  await recordEvent(tx, caller.metadata, { type, outcome: "success", userId });
  return row;
}
