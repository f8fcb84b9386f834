import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type FlowError, flowError, type Result } from "@/lib/errors";
import { emitUserCreated } from "@/lib/events/user-events";
import { hashPassword } from "@/lib/factors/password/hash";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import type { ContactKind } from "@/lib/identifiers/identifier";
import type { Requester } from "@/lib/jobs/requester";
import { findAccount, lockIdentifier } from "../accounts";
import { requesterOf } from "../caller";
import { IDENTIFIER_FIELD, parseIdentifierInput } from "../identifiers/input";
import { lockFreeUsername, readNewUsername, usernameTaken } from "../usernames/username";

/** The user to create, as typed. The first address and the first number become the primary ones. */
export type NewUser = {
  emailAddresses: string[];
  phoneNumbers: string[];
  /** Must not be given without `USERNAMES`. */
  username?: string | null;
  /** A user without a password signs in by code or link, or sets a password by a reset. */
  password: string | null;
  name: string | null;
};

type Checked = { emails: string[]; phones: string[]; username: string | null; password: string | null };

type Errors = { errors: [FlowError, ...FlowError[]] };

/**
 * Creates a user whose addresses and numbers count as verified, because the actor vouches for them. Deletes the
 * unverified rows of the same addresses and numbers in other accounts.
 *
 * @returns the user's id; or, by field, `form_param_format_invalid`, `form_identifier_exists` and the errors of the
 *   password policy
 */
export async function createUser(input: NewUser, actor: Actor): Promise<Result<{ userId: string }>> {
  const requester = requesterOf(actor.metadata, true);
  const checked = await check(input, requester);
  if ("errors" in checked) return { ok: false, ...checked };
  const { password } = checked;
  const passwordHash = password === null ? null : await hashPassword(password, requester);
  return inTransaction(async (tx) => {
    const taken = await lockFree(tx, checked);
    if (taken !== null) return { ok: false, ...taken };
    const [user] = await tx.$queryRaw<[{ id: string }]>`
      INSERT INTO "User" (name, username, "passwordHash", "passwordChangedAt")
      VALUES (${input.name}, ${checked.username}, ${passwordHash}, CASE WHEN ${password !== null} THEN now() END) RETURNING id`;
    await insertIdentifiers(tx, user.id, checked);
    await emitUserCreated(tx, user.id);
    await recordActorEvent(tx, actor, { type: "user.created", userId: user.id });
    return { ok: true, userId: user.id };
  });
}

/** Checks every field, so that all errors are returned together. */
async function check(
  { emailAddresses, phoneNumbers, username: typedUsername = null, password }: NewUser,
  requester: Requester,
): Promise<Checked | Errors> {
  const emails = readAll("email", emailAddresses);
  const phones = readAll("phone", phoneNumbers);
  const name = typedUsername === null ? { username: null } : readNewUsername(typedUsername);
  const username = "error" in name ? null : name.username;
  const context = [username ?? "", ...emails.values].flatMap(passwordContext);
  const read = password === null ? { password } : await checkNewPassword(password, context, requester);
  const wrong = [
    ...emails.errors,
    ...phones.errors,
    ...("error" in name ? [name.error] : []),
    ...("errors" in read ? read.errors : []),
  ];
  const [first, ...others] = wrong;
  if (first) return { errors: [first, ...others] };
  if ("errors" in read) throw new Error("unreachable");
  return { emails: emails.values, phones: phones.values, username, password: read.password };
}

/** Returns the values without duplicates, in their order, and the first error. */
function readAll(kind: ContactKind, typed: string[]): { values: string[]; errors: FlowError[] } {
  const read = typed.map((one) => parseIdentifierInput(kind, one));
  const values = read.flatMap((one) => ("value" in one ? [one.value] : []));
  const errors = read.flatMap((one) => ("error" in one ? [one.error] : []));
  return { values: [...new Set(values)], errors: errors.slice(0, 1) };
}

/**
 * Locks the addresses, numbers and the username against other transactions until this one ends.
 *
 * @returns an error for each field with a value of another account; `null` if all values are free
 */
async function lockFree(tx: Db, { emails, phones, username }: Checked): Promise<Errors | null> {
  // Always in the same order, to avoid deadlocks between concurrent calls.
  for (const value of [...emails, ...phones].sort()) await lockIdentifier(tx, value);
  const [first, ...others] = [
    ...((await isAnyTaken(tx, "email", emails)) ? [exists("email")] : []),
    ...((await isAnyTaken(tx, "phone", phones)) ? [exists("phone")] : []),
    ...(username === null || (await lockFreeUsername(tx, username)) ? [] : usernameTaken().errors),
  ];
  return first ? { errors: [first, ...others] } : null;
}

async function isAnyTaken(tx: Db, kind: ContactKind, values: string[]): Promise<boolean> {
  for (const value of values) if ((await findAccount(tx, { kind, value })) !== null) return true;
  return false;
}

function exists(kind: ContactKind): FlowError {
  return flowError(
    "form_identifier_exists",
    { paramName: IDENTIFIER_FIELD[kind] },
    { key: "another_user_has_it" },
  );
}

async function insertIdentifiers(
  tx: Db,
  userId: string,
  { emails, phones }: Pick<Checked, "emails" | "phones">,
): Promise<void> {
  await tx.emailAddress.deleteMany({ where: { address: { in: emails }, verifiedAt: null } });
  await tx.phoneNumber.deleteMany({ where: { number: { in: phones }, verifiedAt: null } });
  await tx.$executeRaw`
    INSERT INTO "EmailAddress" ("userId", address, "isPrimary", "verifiedAt")
    SELECT ${userId}::uuid, address, place = 1, now()
    FROM unnest(${emails}::text[]) WITH ORDINALITY AS given(address, place)`;
  await tx.$executeRaw`
    INSERT INTO "PhoneNumber" ("userId", number, "isPrimary", "verifiedAt")
    SELECT ${userId}::uuid, number, place = 1, now()
    FROM unnest(${phones}::text[]) WITH ORDINALITY AS given(number, place)`;
}
