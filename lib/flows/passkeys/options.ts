import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { assertionOptions } from "@/lib/factors/passkey/assertion";
import { type ChallengeSubject, issueChallenge } from "@/lib/factors/passkey/challenge";
import { passkeysAvailable } from "@/lib/factors/passkey/relying-party";
import { passkeyDescriptorsOf } from "@/lib/factors/passkey/stored";
import { type Caller, clientHash } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import type { PasskeySubject } from "./verify";

/**
 * Creates a challenge for the calling client.
 *
 * @returns the challenge; or `strategy_for_user_invalid` if passkeys are not available, `too_many_requests`
 */
export async function createChallenge(
  subject: Omit<ChallengeSubject, "clientHash">,
  caller: Caller,
): Promise<Result<{ challenge: string }>> {
  if (!passkeysAvailable()) return failure("strategy_for_user_invalid");
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.passkeyChallenges(caller.metadata));
  if (!within.ok) return within;
  return { ok: true, challenge: await issueChallenge(db, { ...subject, clientHash: clientHash(caller) }) };
}

/** The options with which a browser requests an assertion. */
export type PasskeyRequestOptions = Result<{ options: PublicKeyCredentialRequestOptionsJSON }>;

/**
 * Creates the options for an assertion by a passkey of a known user.
 *
 * @returns the options for the browser; or `strategy_for_user_invalid` for a user without a passkey, or the errors of
 *   `createChallenge`
 */
export async function createAuthenticationOptions(
  userId: string,
  { userVerification, ...subject }: PasskeySubject,
  caller: Caller,
): Promise<PasskeyRequestOptions> {
  const passkeys = await passkeyDescriptorsOf(await database(), userId);
  if (passkeys.length === 0) return failure("strategy_for_user_invalid");
  const asked = await createChallenge(subject, caller);
  if (!asked.ok) return asked;
  return { ok: true, options: await assertionOptions(asked.challenge, { userVerification, passkeys }) };
}
