import { decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import type { PasskeyPurpose } from "@/lib/db/generated/enums";

/** How long a person may take to answer: what WebAuthn §15.1 recommends where they have to verify themselves. */
export const CHALLENGE_TTL_SECONDS = 300;

/** What a challenge is for, and whose it is. Only an answer for the very same is taken. */
export type ChallengeSubject = {
  purpose: PasskeyPurpose;
  clientHash: Uint8Array<ArrayBuffer>;
  sessionId?: string;
  signInId?: string;
};

/**
 * Makes a challenge of 256 random bits for a passkey to sign.
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
 * Spends the challenge that an answer was given to, in one statement: of any number of simultaneous tries one succeeds.
 * It is gone whatever comes of the answer.
 *
 * @param clientDataJson what the browser says it was asked, in base64url
 * @returns the challenge, or `null` if there is none of that subject, or no longer
 */
export async function consumeChallenge(
  db: Db,
  clientDataJson: string,
  { purpose, clientHash, sessionId, signInId }: ChallengeSubject,
): Promise<string | null> {
  const challenge = challengeIn(clientDataJson);
  if (challenge === null) return null;
  const spent = await db.$executeRaw`
    DELETE FROM "PasskeyChallenge"
    WHERE "challengeHash" = ${keyedHash("passkey-challenge", challenge)} AND "clientHash" = ${clientHash}
      AND purpose = ${purpose}::"PasskeyPurpose"
      AND "sessionId" IS NOT DISTINCT FROM ${sessionId ?? null}::uuid
      AND "signInId" IS NOT DISTINCT FROM ${signInId ?? null}::uuid AND "expiresAt" > now()`;
  return spent > 0 ? challenge : null;
}

function challengeIn(clientDataJson: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJson);
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}
