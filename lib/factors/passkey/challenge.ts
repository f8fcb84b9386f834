import { decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import type { PasskeyPurpose } from "@/lib/db/generated/enums";

/** Time for a response: the value that WebAuthn §15.1 recommends if user verification is required. */
export const CHALLENGE_TTL_SECONDS = 300;

/** The purpose and the owner of a challenge. A response is accepted only for the same subject. */
export type ChallengeSubject = {
  purpose: PasskeyPurpose;
  clientHash: Uint8Array<ArrayBuffer>;
  sessionId?: string;
  signInId?: string;
};

/**
 * Creates a challenge of 256 random bits for a passkey to sign.
 *
 * @returns base64url
 */
export async function issueChallenge(
  db: Db,
  { purpose, clientHash, sessionId, signInId }: ChallengeSubject,
): Promise<string> {
  const challenge = randomToken();
  await db.$executeRaw`
    INSERT INTO "PasskeyChallenge" ("challengeHash", "clientHash", purpose, "sessionId", "signInId", "expiresAt")
    VALUES (${keyedHash("passkey-challenge", challenge)}, ${clientHash}, ${purpose}::"PasskeyPurpose",
            ${sessionId ?? null}::uuid, ${signInId ?? null}::uuid,
            now() + ${CHALLENGE_TTL_SECONDS} * interval '1 second')`;
  return challenge;
}

/**
 * Consumes the challenge of a response, in one statement: of any number of concurrent attempts, one succeeds. The
 * challenge is deleted whatever the result of the response.
 *
 * @param clientDataJson the client data of the browser, in base64url
 * @returns the challenge, or `null` if there is no valid one for that subject
 */
export async function consumeChallenge(
  db: Db,
  clientDataJson: string,
  { purpose, clientHash, sessionId, signInId }: ChallengeSubject,
): Promise<string | null> {
  const challenge = challengeIn(clientDataJson);
  if (challenge === null) return null;
  const consumed = await db.$executeRaw`
    DELETE FROM "PasskeyChallenge"
    WHERE "challengeHash" = ${keyedHash("passkey-challenge", challenge)} AND "clientHash" = ${clientHash}
      AND purpose = ${purpose}::"PasskeyPurpose"
      AND "sessionId" IS NOT DISTINCT FROM ${sessionId ?? null}::uuid
      AND "signInId" IS NOT DISTINCT FROM ${signInId ?? null}::uuid AND "expiresAt" > now()`;
  return consumed > 0 ? challenge : null;
}

function challengeIn(clientDataJson: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJson);
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}
