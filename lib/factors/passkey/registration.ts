import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import type { Db } from "@/lib/db/client";
import { CHALLENGE_TTL_SECONDS } from "./challenge";
import { relyingParty } from "./relying-party";
import type { PasskeyDescriptor } from "./stored";
import { userHandle } from "./user-handle";

/** EdDSA, ES256 and RS256 (RFC 9053, RFC 8812): what every authenticator and every Node has. */
const ALGORITHMS = [-8, -7, -257];

/** A passkey that was just made. */
export type NewPasskey = {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  isSyncable: boolean;
  isSynced: boolean;
};

/**
 * What a browser is asked to make: a passkey that is found without a name being typed, and that its person unlocks. Which
 * make of authenticator it comes from is not asked.
 *
 * @param user how the browser lists it; the ones there are already are not made twice
 */
export async function registrationOptions(
  challenge: string,
  user: { id: string; name: string; displayName: string; passkeys: PasskeyDescriptor[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { id: rpID, name: rpName } = relyingParty();
  return generateRegistrationOptions({
    rpID,
    rpName,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    userID: userHandle(user.id),
    userName: user.name,
    userDisplayName: user.displayName,
    excludeCredentials: user.passkeys,
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: CHALLENGE_TTL_SECONDS * 1000,
  });
}

/**
 * Checks what a browser has made.
 *
 * @param challenge the one that was spent for it
 * @returns the passkey; or `null` if it was made for another origin, is none that its person unlocks, or brings certificates
 */
export async function verifyRegistration(
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<NewPasskey | null> {
  if (bringsCertificates(response)) return null;
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => ({ registrationInfo: undefined }));
  if (!registrationInfo) return null;
  const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isSyncable: credentialDeviceType === "multiDevice",
    isSynced: credentialBackedUp,
  };
}

/**
 * Whether an authenticator says by whom it was made, which nobody has asked. Checking that would fetch lists of revoked
 * certificates from wherever they say.
 */
function bringsCertificates({ response }: RegistrationResponseJSON): boolean {
  try {
    const attestation = decodeAttestationObject(
      new Uint8Array(Buffer.from(response.attestationObject, "base64url")),
    );
    const format = attestation.get("fmt");
    return format !== "none" && (format !== "packed" || attestation.get("attStmt").get("x5c") !== undefined);
  } catch {
    return true;
  }
}

/**
 * Keeps a passkey.
 *
 * @returns false if it is somebody's already
 */
export async function storePasskey(
  tx: Db,
  passkey: NewPasskey & { userId: string; name: string },
): Promise<boolean> {
  const { count } = await tx.passkey.createMany({ data: passkey, skipDuplicates: true });
  return count > 0;
}
