import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { consumeLink } from "@/lib/factors/link/consume";
import type { Caller } from "../caller";
import { handleIdentifierVerifiedByLink } from "../identifiers/on-verified";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { handleSignInVerified } from "../sign-in/on-verified";
import { handleSignUpVerified } from "../sign-up/on-verified";
import { publishVerificationChange } from "../verification/events";
import type { VerificationHandler, VerificationOutcome } from "../verification/handler";
import { markVerified, PROOF_TTL_SECONDS, type Verification } from "../verification/verification";
import { findConfirmableLink, type LinkView, terminalState } from "./read";
import { type LinkEndState, linkResultRedirect } from "./result";

/** The handler of a confirmed link, by purpose. Reauthentication never uses links. */
const HANDLERS: Partial<Record<VerificationPurpose, VerificationHandler>> = {
  sign_in: handleSignInVerified,
  reset_password: handleSignInVerified,
  sign_up: handleSignUpVerified,
  email_address: handleIdentifierVerifiedByLink,
};

/** The result of a confirmation. `sameClient` is true if the client that requested the link confirmed it. */
export type Confirmation =
  | { status: "verified"; purpose: VerificationPurpose; sameClient: boolean; next: VerificationOutcome }
  | { status: Exclude<LinkEndState, "verified"> };

type Confirmed = { confirmation: Confirmation; redirectUrl: string | null };

/**
 * Confirms a link. Safe under concurrency: only one caller succeeds. A wrong match number consumes the link, so a click
 * without knowledge of the number succeeds once in 69 times.
 *
 * @param input the token, and the match number if another client than the one that requested the link opened it
 * @returns the result, and the redirect URL if the front end has a page for it; or `form_param_missing` if a number is
 *   needed, `too_many_requests`
 */
export async function confirmLink(
  input: { token: string; matchNumber: number | null },
  caller: Caller,
): Promise<Result<Confirmed>> {
  const db = await database();
  const link = await findConfirmableLink(db, input.token, caller);
  if (link === null) {
    const within = await checkRateLimits(db, caller.metadata, requestLimits.attempts(caller.metadata));
    return within.ok ? { ok: true, confirmation: { status: "failed" }, redirectUrl: null } : within;
  }
  const { state, verification } = link;
  const end = terminalState(state, verification, caller);
  if (end !== null) return confirmed(confirmationOf(end), verification);
  const needsNumber = !verification.ownClient;
  if (needsNumber && input.matchNumber === null) {
    return failure("form_param_missing", { paramName: "number" }, { key: "type_match_number" });
  }
  const matches = !needsNumber || input.matchNumber === verification.matchNumber;
  const confirmation = await inTransaction((tx) =>
    matches
      ? confirm(tx, input.token, verification, caller)
      : rejectLink(tx, input.token, verification, caller),
  );
  return confirmed(confirmation, verification);
}

function confirmed(
  confirmation: Confirmation,
  { returnUrl, ownClient }: Verification,
): Result<Confirmed> & { ok: true } {
  return {
    ok: true,
    confirmation,
    redirectUrl: linkResultRedirect(returnUrl, confirmation.status, ownClient),
  };
}

/** Reports a link that was confirmed in this browser before as already used: there is nothing left to confirm. */
function confirmationOf(end: LinkView): Confirmation {
  return { status: end.state === "confirm" || end.state === "verified" ? "already_used" : end.state };
}

async function confirm(
  tx: Db,
  token: string,
  verification: Verification,
  caller: Caller,
): Promise<Confirmation> {
  const { id, purpose, ownClient } = verification;
  if (!(await consumeLink(tx, token))) return { status: "already_used" };
  const isMarked = await markVerified(tx, id, PROOF_TTL_SECONDS, caller);
  const next = isMarked ? ((await HANDLERS[purpose]?.(tx, verification, caller)) ?? null) : null;
  if (next === null) {
    await fail(tx, id);
    return recordRejection(tx, verification, caller);
  }
  await record(tx, verification, "success", caller);
  return { status: "verified", purpose, sameClient: ownClient, next };
}

async function rejectLink(
  tx: Db,
  token: string,
  verification: Verification,
  caller: Caller,
): Promise<Confirmation> {
  if (!(await consumeLink(tx, token))) return { status: "already_used" };
  await fail(tx, verification.id);
  return recordRejection(tx, verification, caller);
}

async function recordRejection(tx: Db, verification: Verification, caller: Caller): Promise<Confirmation> {
  await publishVerificationChange(tx, verification.id);
  await record(tx, verification, "failure", caller);
  return { status: "failed" };
}

async function fail(tx: Db, verificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification" SET "failedAt" = now(), "verifiedAt" = NULL WHERE id = ${verificationId}::uuid`;
}

async function record(
  tx: Db,
  { id, purpose, userId, ownClient }: Verification,
  outcome: "success" | "failure",
  caller: Caller,
): Promise<void> {
  const details = { verificationId: id, sameClient: ownClient };
  await recordEvent(tx, caller.metadata, { type: `${purpose}.link_confirmed`, outcome, userId, details });
}
