import { randomUUID } from "node:crypto";
import { decrypt } from "@/lib/crypto/encryption";
import { randomToken } from "@/lib/crypto/random";
import { type Db, database } from "@/lib/db/client";
import { hashPassword } from "@/lib/factors/password/hash";
import { codeAt, makeTotpSecret, sealTotpSecret, unsealTotpSecret } from "@/lib/factors/totp/secret";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { withoutRequest } from "@/lib/jobs/requester";
import type { Caller } from "../caller";
import { signInWithPassword } from "../sign-in/with-password";

/** A user with an account, for one test. */
export type TestUser = { id: string; address: string };

/** Returns an address that belongs to no account. */
export const newAddress = () => `${randomUUID()}@people.example`;

const hashes = new Map<string, Promise<string>>();

/** Hashes a password once for all users of a test file. */
function hashOf(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password, withoutRequest());
  hashes.set(password, hash);
  return hash;
}

/** Creates a user with a verified address, a password and, if requested, an authenticator app. */
export async function createTestUser(password: string, { totp = false } = {}): Promise<TestUser> {
  const db = await database();
  const address = newAddress();
  const { id } = await db.user.create({
    data: {
      passwordHash: await hashOf(password),
      emailAddresses: { create: { address, isPrimary: true, verifiedAt: new Date() } },
      ...(totp && {
        totpSecret: { create: { sealedSecret: sealTotpSecret(makeTotpSecret()), verifiedAt: new Date() } },
      }),
    },
  });
  return { id, address };
}

/** Creates a caller with a new client token and no session. */
export function makeCaller(): Caller {
  const metadata = {
    ipAddress: "203.0.113.7",
    userAgent: "Firefox",
    requestId: null,
    locale: DEFAULT_LOCALE,
  };
  return { clientToken: randomToken(), sessionToken: null, metadata };
}

/** Signs a user in by password; returns a caller with the session's token. */
export async function signInAs(
  { address }: TestUser,
  password: string,
): Promise<Caller & { sessionToken: string }> {
  const caller = makeCaller();
  const came = await signInWithPassword({ identifier: address, password, redirectUrl: null }, caller);
  if (!came.ok || came.outcome.status !== "complete") throw new Error("could not sign in");
  return { ...caller, sessionToken: came.outcome.session.token };
}

/** Returns the code in the newest message of an attempt, even if the message is not deliverable. */
export async function codeSentFor(signInId: string): Promise<string> {
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  return codeSentIn(verificationId);
}

/** Returns the code in the newest message of a verification. */
export async function codeSentIn(verificationId: string): Promise<string> {
  return (await sentFor<{ code: string }>(verificationId)).code;
}

/** Returns the token of the link in the newest message of a verification. */
export async function linkSentFor(verificationId: string): Promise<string> {
  const { url } = await sentFor<{ url: string }>(verificationId);
  const { searchParams } = new URL(url);
  return searchParams.get("token") ?? searchParams.get("access_token") ?? "";
}

/** Returns the SMS verification of the second factor of an attempt, or `null`. */
export async function secondVerificationOf(signInId: string): Promise<string | null> {
  const row = await (await database()).signIn.findUnique({
    where: { id: signInId },
    select: { secondVerificationId: true },
  });
  return row?.secondVerificationId ?? null;
}

async function sentFor<Values>(verificationId: string): Promise<Values> {
  const message = await (await database()).outboxMessage.findFirstOrThrow({
    where: { verificationId },
    orderBy: { createdAt: "desc" },
  });
  return decrypt("outbox", message.sealedValues ?? new Uint8Array()) as Values;
}

/**
 * Returns the current code of a user's authenticator app. Resets the last used time step, so the same code can be used
 * again.
 */
export async function totpCodeOf(userId: string): Promise<string> {
  const db = await database();
  const secret = await db.totpSecret.findUniqueOrThrow({ where: { userId } });
  await db.totpSecret.update({ where: { userId }, data: { lastStep: 0 } });
  return codeAt(unsealTotpSecret(secret.sealedSecret), await nowSeconds(db));
}

async function nowSeconds(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<[{ now: number }]>`SELECT extract(epoch FROM now())::float8 AS now`;
  return row.now;
}
