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

/** EdDSA, ES256 and RS256 (RFC 9053, RFC 8812), which every authenticator and every Node.js supports. */
const ALGORITHMS = [-8, -7, -257];

/** A newly registered passkey. */
export type NewPasskey = {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  isSyncable: boolean;
  isSynced: boolean;
};

/**
 * Creates the options of a registration: a discoverable credential with user verification. Does not request an
 * attestation of the authenticator's make.
 *
 * @param user the account as the browser lists it; its existing passkeys are excluded
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
 * Verifies the response to a registration.
 *
 * @param challenge the consumed challenge
 * @returns the passkey; or `null` if it was created for another origin or without user verification, or contains
 *   certificates
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
 * Whether a response contains the certificates of an attestation, which was not requested. Verifying them would fetch
 * certificate revocation lists from URLs that the certificates contain.
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
 * Stores a passkey.
 *
 * @param passkey its id is a new UUID
 * @returns false if the passkey is already stored
 */
export async function storePasskey(
  tx: Db,
  passkey: NewPasskey & { id: string; userId: string; name: string },
): Promise<boolean> {
  const { count } = await tx.passkey.createMany({ data: passkey, skipDuplicates: true });
  return count > 0;
}
