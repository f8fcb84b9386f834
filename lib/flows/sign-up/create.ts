import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type FlowError, failure, flowError, type Result } from "@/lib/errors";
import { hashPassword } from "@/lib/factors/password/hash";
import { checkNewPassword, passwordContext, readNewPassword } from "@/lib/factors/password/policy";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import { isInCountries, normalizePhoneNumber } from "@/lib/identifiers/phone";
import type { Requester } from "@/lib/jobs/requester";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import { type Caller, requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { withMinimumDuration } from "../response-time";
import { isUsernameTaken, readNewUsername, usernameTaken } from "../usernames/username";
import { createVerification } from "../verification/verification";
import { type SignUpMethod, sendSignUpVerification, signUpMessageLimits } from "./prepare-verification";

/** The values of a sign-up, as typed. */
export type NewSignUp = {
  emailAddress: string;
  phoneNumber: string | null;
  /** The wanted username. Must not be given without `USERNAMES`. */
  username?: string | null;
  /** Without a password, the new user signs in by code or link and may set one later. */
  password: string | null;
  /** The method to verify the address. If it is `null`, no message is sent yet. */
  method: SignUpMethod | null;
  redirectUrl: string | null;
  /** As for `prepareSignUpVerification`. */
  returnUrl?: string | undefined;
};

/**
 * Starts a sign-up. If a method is given, sends the code or link that verifies the address.
 *
 * The user is created only after the address is verified, so an unverified sign-up neither reserves an address nor
 * affects its owner. If an account with the address exists, the same work is done, and the account owner receives a
 * message about it instead of the code or link. The same holds for an address that the settings do not allow.
 *
 * Whether the username is taken is only checked when the address is verified, so that a sign-up reveals no accounts.
 *
 * @returns the attempt's ID; or `form_param_format_invalid` by field, an error of the password policy,
 *   `too_many_requests`, `delivery_unavailable`, and, only with `REVEAL_ACCOUNTS`, `form_identifier_exists`
 */
export function createSignUp(input: NewSignUp, caller: Caller): Promise<Result<{ signUpId: string }>> {
  return withMinimumDuration(() => create(input, caller));
}

async function create(input: NewSignUp, caller: Caller): Promise<Result<{ signUpId: string }>> {
  const read = readFields(input);
  if ("errors" in read) return { ok: false, errors: read.errors };
  const { emailAddress, phoneNumber, username } = read;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.signUps(caller.metadata));
  if (!within.ok) return within;
  const requester = requesterOf(caller.metadata, false);
  const checked = await checkPassword(input.password, [emailAddress, username], requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  if (config().revealAccounts && (await findAccount(db, { kind: "email", value: emailAddress })) !== null) {
    return failure("form_identifier_exists", { paramName: "emailAddress" });
  }
  if (config().revealAccounts && username !== null && (await isUsernameTaken(db, username))) {
    return usernameTaken();
  }
  const { method, returnUrl, redirectUrl } = input;
  // The message is counted before the sign-up is stored: a rejected request must not replace the previous sign-up.
  if (method !== null) {
    if (!deliveryAvailable("email")) return failure("delivery_unavailable");
    const limits = signUpMessageLimits(emailAddress, caller);
    const mayRequest = await checkRateLimits(db, caller.metadata, limits, { paramName: "emailAddress" });
    if (!mayRequest.ok) return mayRequest;
  }
  const passwordHash = checked.password === null ? null : await hashPassword(checked.password, requester);
  const signUpId = await inTransaction(async (tx) => {
    const stored = await insert(
      tx,
      { emailAddress, phoneNumber, username, passwordHash, redirectUrl },
      caller,
    );
    if (method !== null)
      await sendSignUpVerification(tx, stored.verificationId, emailAddress, { method, returnUrl }, caller);
    return stored.signUpId;
  });
  return { ok: true, signUpId };
}

type Fields = { emailAddress: string; phoneNumber: string | null; username: string | null };

/**
 * Validates the fields that need no costly check. If one of them is invalid, the password is checked too, but only
 * against the rules that cost no work, so that the errors of all fields are returned together.
 */
function readFields(input: NewSignUp): Fields | { errors: [FlowError, ...FlowError[]] } {
  const emailAddress = normalizeEmailAddress(input.emailAddress);
  const phone = checkPhoneNumber(input.phoneNumber);
  const name = input.username == null ? { username: null } : readNewUsername(input.username);
  if (emailAddress !== null && !("error" in phone) && !("error" in name)) {
    return { emailAddress, phoneNumber: phone.number, username: name.username };
  }
  const password = input.password === null ? null : readNewPassword(input.password);
  const [first, ...others] = [
    ...(emailAddress === null ? [flowError("form_param_format_invalid", { paramName: "emailAddress" })] : []),
    ...("error" in phone ? [phone.error] : []),
    ...("error" in name ? [name.error] : []),
    ...(password !== null && "errors" in password ? password.errors : []),
  ];
  if (first === undefined) throw new Error("unreachable");
  return { errors: [first, ...others] };
}

async function checkPassword(typed: string | null, identifiers: (string | null)[], requester: Requester) {
  const context = identifiers.flatMap((one) => (one === null ? [] : passwordContext(one)));
  return typed === null ? { password: null } : checkNewPassword(typed, context, requester);
}

function checkPhoneNumber(typed: string | null): { number: string | null } | { error: FlowError } {
  if (typed === null) return { number: null };
  const number = normalizePhoneNumber(typed, config().phone.defaultCountry);
  const meta = { paramName: "phoneNumber" };
  if (number === null) return { error: flowError("form_param_format_invalid", meta) };
  if (isInCountries(number, config().phone.countries)) return { number };
  return { error: flowError("form_param_format_invalid", meta, { key: "no_texts_there_leave_out" }) };
}

async function insert(
  tx: Db,
  of: {
    emailAddress: string;
    phoneNumber: string | null;
    username: string | null;
    passwordHash: string | null;
    redirectUrl: string | null;
  },
  caller: Caller,
): Promise<{ signUpId: string; verificationId: string }> {
  const verificationId = await createVerification(tx, { purpose: "sign_up" }, caller);
  const { id } = await tx.signUp.create({ data: { ...of, verificationId } });
  return { signUpId: id, verificationId };
}
