import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type FlowError, failure, flowError, type Result } from "@/lib/errors";
import { hashPassword } from "@/lib/factors/password/hash";
import { checkNewPassword, passwordContext, readNewPassword } from "@/lib/factors/password/policy";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import { isInCountries, normalizePhoneNumber } from "@/lib/identifiers/phone";
import type { Requester } from "@/lib/jobs/requester";
import { deliveryAvailable, notifyOutboxWorker } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import { type Caller, requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { withMinimumDuration } from "../response-time";
import { createVerification } from "../verification/verification";
import { type SignUpMethod, sendSignUpVerification, signUpMessageLimits } from "./prepare-verification";

/** What somebody signs up with, as typed. */
export type NewSignUp = {
  emailAddress: string;
  phoneNumber: string | null;
  /** Without one, the new user comes in by code or link, and may choose one later. */
  password: string | null;
  /** How the address is to be proven; without it, nothing is sent yet. */
  method: SignUpMethod | null;
  redirectUrl: string | null;
  /** As for `prepareSignUpVerification`. */
  returnUrl?: string | undefined;
};

/**
 * Begins a sign-up and, where it is chosen how, sends the code or link that proves the address. No user is made before the address is proven, so
 * a claim neither takes an address nor touches whoever owns it. Where there is an account already the same is done, and
 * its owner gets a message that says so in place of the proof.
 *
 * @returns the attempt's id; or `form_param_format_invalid` by field, an error of the password policy,
 *   `too_many_requests`, `delivery_unavailable`, and, only with `REVEAL_ACCOUNTS`, `form_identifier_exists`
 */
export function createSignUp(input: NewSignUp, caller: Caller): Promise<Result<{ signUpId: string }>> {
  return withMinimumDuration(() => create(input, caller));
}

async function create(input: NewSignUp, caller: Caller): Promise<Result<{ signUpId: string }>> {
  const read = readFields(input);
  if ("errors" in read) return { ok: false, errors: read.errors };
  const { emailAddress, phoneNumber } = read;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.signUps(caller.metadata));
  if (!within.ok) return within;
  const requester = requesterOf(caller.metadata, false);
  const checked = await checkPassword(input.password, emailAddress, requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  if (config().revealAccounts && (await findAccount(db, { kind: "email", value: emailAddress })) !== null) {
    return failure("form_identifier_exists", { paramName: "emailAddress" });
  }
  const { method, returnUrl, redirectUrl } = input;
  // The message is counted before the sign-up is stored: a rejected request must not replace the sign-up before it.
  if (method !== null) {
    if (!deliveryAvailable("email")) return failure("delivery_unavailable");
    const limits = signUpMessageLimits(emailAddress, caller);
    const mayRequest = await checkRateLimits(db, caller.metadata, limits, "emailAddress");
    if (!mayRequest.ok) return mayRequest;
  }
  const passwordHash = checked.password === null ? null : await hashPassword(checked.password, requester);
  const signUpId = await inTransaction(async (tx) => {
    const stored = await insert(tx, { emailAddress, phoneNumber, passwordHash, redirectUrl }, caller);
    if (method !== null)
      await sendSignUpVerification(tx, stored.verificationId, emailAddress, { method, returnUrl }, caller);
    return stored.signUpId;
  });
  if (method !== null) notifyOutboxWorker();
  return { ok: true, signUpId };
}

/**
 * Reads what takes no work. Where address or number is wrong, the password is held against what takes none either, so that
 * the errors of all fields are reported at once.
 */
function readFields(
  input: NewSignUp,
): { emailAddress: string; phoneNumber: string | null } | { errors: [FlowError, ...FlowError[]] } {
  const emailAddress = normalizeEmailAddress(input.emailAddress);
  const phone = checkPhoneNumber(input.phoneNumber);
  if (emailAddress !== null && !("error" in phone)) return { emailAddress, phoneNumber: phone.number };
  const password = input.password === null ? null : readNewPassword(input.password);
  const [first, ...others] = [
    ...(emailAddress === null ? [flowError("form_param_format_invalid", { paramName: "emailAddress" })] : []),
    ...("error" in phone ? [phone.error] : []),
    ...(password !== null && "errors" in password ? password.errors : []),
  ];
  if (first === undefined) throw new Error("unreachable");
  return { errors: [first, ...others] };
}

async function checkPassword(typed: string | null, emailAddress: string, requester: Requester) {
  return typed === null
    ? { password: null }
    : checkNewPassword(typed, passwordContext(emailAddress), requester);
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
    passwordHash: string | null;
    redirectUrl: string | null;
  },
  caller: Caller,
): Promise<{ signUpId: string; verificationId: string }> {
  const verificationId = await createVerification(tx, { purpose: "sign_up" }, caller);
  const { id } = await tx.signUp.create({ data: { ...of, verificationId } });
  return { signUpId: id, verificationId };
}
