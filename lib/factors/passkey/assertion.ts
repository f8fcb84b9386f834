import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import type { Db } from "@/lib/db/client";
import { CHALLENGE_TTL_SECONDS } from "./challenge";
import { relyingParty } from "./relying-party";
import type { PasskeyDescriptor, StoredPasskey } from "./stored";

/** Whether the user must unlock the passkey, by fingerprint, face or PIN, or possession suffices. */
export type UserVerification = "required" | "preferred";

/** The data of a verified assertion. */
export type Assertion = { counter: number; isSynced: boolean };

/**
 * Creates the options of an assertion.
 *
 * @param passkeys the accepted passkeys; empty for any that the user chooses
 */
export async function assertionOptions(
  challenge: string,
  { userVerification, passkeys }: { userVerification: UserVerification; passkeys: PasskeyDescriptor[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    allowCredentials: passkeys,
    userVerification,
    timeout: CHALLENGE_TTL_SECONDS * 1000,
  });
}

/**
 * Verifies an assertion. `updateCounter` verifies its counter.
 *
 * @param challenge the consumed challenge
 * @returns its data; or `null` if it was signed for another origin, by another key, or without the required user
 *   verification
 */
export async function verifyAssertion(
  response: AuthenticationResponseJSON,
  challenge: string,
  { credentialId, publicKey, isSyncable }: StoredPasskey,
  userVerification: UserVerification,
): Promise<Assertion | null> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: userVerification === "required",
    // Below any counter, so that a valid signature with a decreased counter is distinguished from a forgery.
    credential: { id: credentialId, publicKey, counter: -1 },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  const { newCounter, credentialDeviceType, credentialBackedUp } = authenticationInfo;
  // Backup eligibility does not change after the registration (WebAuthn §6.1.3).
  if ((credentialDeviceType === "multiDevice") !== isSyncable) return null;
  return { counter: newCounter, isSynced: credentialBackedUp };
}

/**
 * Records the use of a passkey, in one statement that also compares its counter (WebAuthn §6.1.1).
 *
 * @returns false if the counter has not increased, which indicates a copy, or if the passkey was deleted
 */
export async function updateCounter(
  tx: Db,
  passkeyId: string,
  { counter, isSynced }: Assertion,
): Promise<boolean> {
  const used = await tx.$executeRaw`
    UPDATE "Passkey" SET counter = ${counter}, "isSynced" = ${isSynced}, "lastUsedAt" = now()
    WHERE id = ${passkeyId}::uuid AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`;
  return used > 0;
}
