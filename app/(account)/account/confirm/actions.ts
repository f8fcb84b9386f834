"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import {
  attemptReauthenticationCode,
  requestReauthenticationCode,
} from "@/lib/flows/reauthentication/with-code";
import { reauthenticateWithPasskey } from "@/lib/flows/reauthentication/with-passkey";
import { reauthenticateWithPassword } from "@/lib/flows/reauthentication/with-password";
import { reauthenticateWithSecondFactor } from "@/lib/flows/reauthentication/with-second-factor";
import { attemptField, backupCodeField, codeField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { passkeyAnswerField } from "@/lib/http/passkeys";
import { withQuery } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

/** The page to return to after reauthentication. */
const redirectField = { redirect_url: z.string().optional() };

const returnTo = (redirectUrl: string | undefined) =>
  redirectUrl === undefined ? "/account" : safeRedirectUrl(redirectUrl);

/** Reauthenticates this session by password. */
export const proveWithPasswordAction = formAction(
  z.object({ password: z.string().min(1), ...redirectField }),
  async (input, caller) => {
    const result = await reauthenticateWithPassword(input, caller);
    return result.ok ? startSessionAndRedirect(result.session, returnTo(input.redirect_url)) : result;
  },
);

/** Reauthenticates this session by the code of an authenticator app. */
export const proveWithTotpAction = formAction(
  z.object({ code: codeField, ...redirectField }),
  async ({ code, redirect_url: redirectUrl }, caller) => {
    const result = await reauthenticateWithSecondFactor({ strategy: "totp", code }, caller);
    return result.ok ? startSessionAndRedirect(result.session, returnTo(redirectUrl)) : result;
  },
);

/** Reauthenticates this session by a backup code. */
export const proveWithBackupCodeAction = formAction(
  z.object({ code: backupCodeField, ...redirectField }),
  async ({ code, redirect_url: redirectUrl }, caller) => {
    const result = await reauthenticateWithSecondFactor({ strategy: "backup_code", code }, caller);
    return result.ok ? startSessionAndRedirect(result.session, returnTo(redirectUrl)) : result;
  },
);

/** Reauthenticates this session by a passkey. */
export const proveWithPasskeyAction = formAction(
  z.object({ credential: passkeyAnswerField, ...redirectField }),
  async ({ credential, redirect_url: redirectUrl }, caller) => {
    const result = await reauthenticateWithPasskey(credential, caller);
    return result.ok ? startSessionAndRedirect(result.session, returnTo(redirectUrl)) : result;
  },
);

/** Sends a reauthentication code. */
export const requestFreshProofAction = formAction(z.object(redirectField), async (input, caller) => {
  const result = await requestReauthenticationCode(caller);
  if (!result.ok) return result;
  const { redirect_url } = input;
  redirect(withQuery("/account/confirm", { verification: result.verificationId, redirect_url }));
});

/** Reauthenticates this session by the code that was sent. */
export const attemptFreshProofAction = formAction(
  z.object({ verification: attemptField, code: codeField, ...redirectField }),
  async ({ verification: verificationId, code, redirect_url: redirectUrl }, caller) => {
    const result = await attemptReauthenticationCode({ verificationId, code }, caller);
    return result.ok ? startSessionAndRedirect(result.session, returnTo(redirectUrl)) : result;
  },
);
