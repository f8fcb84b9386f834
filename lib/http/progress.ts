import { z } from "zod";
import { readLink } from "@/lib/flows/email-link/read";
import { type IdentifierProgress, readIdentifierVerification } from "@/lib/flows/identifiers/read";
import { type AccessTokenView, readAccessToken } from "@/lib/flows/password-reset/access-token";
import { readReauthentication } from "@/lib/flows/reauthentication/with-code";
import { readSignIn, type SignInProgress } from "@/lib/flows/sign-in/read";
import { readSignUp, type SignUpProgress } from "@/lib/flows/sign-up/read";
import { getCaller } from "./caller";

const id = z.uuid().optional();

/**
 * Where this browser stands in signing in or in recovering.
 *
 * @param attempt the id in the page's URL; without one, the newest attempt
 */
export async function signInProgress(
  attempt: string | undefined,
  purpose: "sign_in" | "reset_password",
): Promise<SignInProgress> {
  const parsed = id.safeParse(attempt);
  return parsed.success ? readSignIn(parsed.data ?? null, purpose, await getCaller()) : { state: "missing" };
}

/** Where this browser stands in signing up; without an id, in the newest attempt. */
export async function signUpProgress(attempt: string | undefined): Promise<SignUpProgress> {
  const parsed = id.safeParse(attempt);
  return parsed.success ? readSignUp(parsed.data ?? null, await getCaller()) : { state: "missing" };
}

/** What the link stands for that this browser has opened, and where it leads instead of showing that. */
export async function linkView(token: string) {
  return readLink(token, await getCaller());
}

/** What the access token stands for that this browser has opened. */
export async function accessTokenView(token: string): Promise<AccessTokenView> {
  return readAccessToken(token, await getCaller());
}

/** Where the verification of one of somebody's own addresses or numbers stands. */
export async function identifierProgress(
  verification: string | undefined,
  userId: string,
): Promise<IdentifierProgress> {
  const parsed = z.uuid().safeParse(verification);
  return parsed.success
    ? readIdentifierVerification(parsed.data, userId, await getCaller())
    : { state: "missing" };
}

/** Where a fresh proof by code stands, if one was asked for. */
export async function reauthenticationProgress(verification: string | undefined) {
  const parsed = z.uuid().safeParse(verification);
  return parsed.success ? readReauthentication(parsed.data, await getCaller()) : null;
}
