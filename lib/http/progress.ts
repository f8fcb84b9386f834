import { z } from "zod";
import { readLink } from "@/lib/flows/email-link/read";
import { type IdentifierProgress, readIdentifierVerification } from "@/lib/flows/identifiers/read";
import { type AccessTokenView, readAccessToken } from "@/lib/flows/password-reset/access-token";
import { readReauthentication } from "@/lib/flows/reauthentication/with-code";
import { readSignIn, type SignInProgress } from "@/lib/flows/sign-in/read";
import { readSignUp, type SignUpProgress } from "@/lib/flows/sign-up/read";
import { getCaller } from "./caller";

const id = z.uuid().optional();

const MISSING = { state: "missing", redirectUrl: null } as const;

/**
 * Reads the progress of this browser's sign-in or password reset.
 *
 * @param attempt the id in the page's URL; without one, the newest attempt
 */
export async function signInProgress(
  attempt: string | undefined,
  purpose: "sign_in" | "reset_password",
): Promise<SignInProgress> {
  const parsed = id.safeParse(attempt);
  return parsed.success ? readSignIn(parsed.data ?? null, purpose, await getCaller()) : MISSING;
}

/** Reads the progress of this browser's sign-up; without an id, of the newest attempt. */
export async function signUpProgress(attempt: string | undefined): Promise<SignUpProgress> {
  const parsed = id.safeParse(attempt);
  return parsed.success ? readSignUp(parsed.data ?? null, await getCaller()) : MISSING;
}

/** Reads the state of the link that this browser opened, and the URL to redirect to instead of showing it. */
export async function linkView(token: string) {
  return readLink(token, await getCaller());
}

/** Reads the state of the access token that this browser opened. */
export async function accessTokenView(token: string): Promise<AccessTokenView> {
  return readAccessToken(token, await getCaller());
}

/** Reads the progress of verifying one of the user's identifiers. */
export async function identifierProgress(
  verification: string | undefined,
  userId: string,
): Promise<IdentifierProgress> {
  const parsed = z.uuid().safeParse(verification);
  return parsed.success
    ? readIdentifierVerification(parsed.data, userId, await getCaller())
    : { state: "missing" };
}

/** Reads the progress of a reauthentication by code; `null` without one. */
export async function reauthenticationProgress(verification: string | undefined) {
  const parsed = z.uuid().safeParse(verification);
  return parsed.success ? readReauthentication(parsed.data, await getCaller()) : null;
}
