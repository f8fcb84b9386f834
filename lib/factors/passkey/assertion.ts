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

/** Whether a person has to unlock the passkey, by fingerprint, face or PIN, or need only have it. */
export type UserVerification = "required" | "preferred";

/** What a passkey has signed, and says of itself. */
export type Assertion = { counter: number; isSynced: boolean };

/**
 * What a browser is asked to have signed.
 *
 * @param passkeys the ones that will do; none for whichever its person picks
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
 * Checks what a passkey has signed. Its counter is left to `updateCounter`.
 *
 * @param challenge the one that was spent for it
 * @returns what it says; or `null` if it was signed for another origin, by another key, or not unlocked
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
    // Below any counter, so that one that has gone back is told from a forged one: by its right signature.
    credential: { id: credentialId, publicKey, counter: -1 },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  const { newCounter, credentialDeviceType, credentialBackedUp } = authenticationInfo;
  // Whether it can be on several devices is settled when it is made (WebAuthn §6.1.3).
  if ((credentialDeviceType === "multiDevice") !== isSyncable) return null;
  return { counter: newCounter, isSynced: credentialBackedUp };
}

/**
 * Notes that a passkey was used, in one statement that also compares its counter (WebAuthn §6.1.1).
 *
 * @returns false if the counter has not grown: there is a copy of it, or it is gone
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
