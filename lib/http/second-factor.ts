import { z } from "zod";
import { identifiersOf, type OwnIdentifier } from "@/lib/flows/identifiers/read";
import { type SecondFactorStrategy, strategiesOf } from "@/lib/flows/second-factor/factors";
import {
  getTwoFactorStatus,
  readSecondFactor,
  readSecondFactorSetup,
  type SecondFactorProgress,
  type SentText,
} from "@/lib/flows/second-factor/read";
import { readTotpSetup } from "@/lib/flows/second-factor/totp";
import type { CurrentSession } from "@/lib/sessions/find";
import { getCaller } from "./caller";
import { isSmsEnabled } from "./page-settings";
import { type QrCode, qrCode } from "./qr-code";

/** Reads the progress of the second factor of this browser's attempt; without an id, of the newest attempt. */
export async function secondFactorProgress(attempt: string | undefined): Promise<SecondFactorProgress> {
  const parsed = z.uuid().optional().safeParse(attempt);
  return parsed.success
    ? readSecondFactor(parsed.data ?? null, await getCaller())
    : { state: "missing", redirectUrl: null };
}

/** Reads the pending verification that adds a phone number as a second factor. */
export async function phoneSetupProgress(verification: string | undefined): Promise<SentText | null> {
  const parsed = z.uuid().safeParse(verification);
  return parsed.success ? readSecondFactorSetup(parsed.data, await getCaller()) : null;
}

/** The secret of an authenticator app in setup, to scan or to type. */
export type TotpEnrollment = { qr: QrCode; secret: string; uri: string };

/** Returns the TOTP secret that a session is setting up, or `null`. */
export async function getTotpEnrollment(session: CurrentSession): Promise<TotpEnrollment | null> {
  const setup = await readTotpSetup(session);
  return setup && { ...setup, secret: inGroups(setup.secret), qr: qrCode(setup.uri) };
}

const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** Returns the available second factors of a user: the code strategies, and whether the user has a passkey. */
export async function secondFactorChoices(
  userId: string,
): Promise<{ strategies: SecondFactorStrategy[]; hasPasskey: boolean }> {
  const factors = await getTwoFactorStatus(userId);
  return { strategies: strategiesOf(factors), hasPasskey: factors.passkeys > 0 };
}

/** Returns the verified phone numbers of a user that can be a second factor by SMS. */
export async function getEligiblePhones(userId: string): Promise<OwnIdentifier[]> {
  if (!isSmsEnabled()) return [];
  return (await identifiersOf(userId)).phoneNumbers.filter(({ isVerified }) => isVerified);
}
