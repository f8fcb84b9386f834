"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptFreshProof, requestFreshProof } from "@/lib/flows/fresh-proof/with-code";
import { proveWithPasskey } from "@/lib/flows/fresh-proof/with-passkey";
import { proveWithPassword } from "@/lib/flows/fresh-proof/with-password";
import { proveWithSecondFactor } from "@/lib/flows/fresh-proof/with-second-factor";
import { comeInWith } from "@/lib/web/come-in";
import { attemptField, backupCodeField, codeField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";
import { onwards } from "@/lib/web/onwards";
import { passkeyAnswerField } from "@/lib/web/passkeys";
import { withQuery } from "@/lib/web/search-params";

/** Where the person was about to change something. */
const place = { redirect_url: z.string().optional() };

const backTo = (redirectUrl: string | undefined) =>
  redirectUrl === undefined ? "/account" : onwards(redirectUrl);

/** Proves afresh who uses this session, by password. */
export const proveWithPasswordAction = formAction(
  z.object({ password: z.string().min(1), ...place }),
  async (input, caller) => {
    const result = await proveWithPassword(input, caller);
    return result.ok ? comeInWith(result.session, backTo(input.redirect_url)) : result;
  },
);

/** Proves afresh who uses this session, by an authenticator app. */
export const proveWithTotpAction = formAction(
  z.object({ code: codeField, ...place }),
  async ({ code, redirect_url: redirectUrl }, caller) => {
    const result = await proveWithSecondFactor({ strategy: "totp", code }, caller);
    return result.ok ? comeInWith(result.session, backTo(redirectUrl)) : result;
  },
);

/** Proves afresh who uses this session, by a backup code. */
export const proveWithBackupCodeAction = formAction(
  z.object({ code: backupCodeField, ...place }),
  async ({ code, redirect_url: redirectUrl }, caller) => {
    const result = await proveWithSecondFactor({ strategy: "backup_code", code }, caller);
    return result.ok ? comeInWith(result.session, backTo(redirectUrl)) : result;
  },
);

/** Proves afresh who uses this session, by a passkey. */
export const proveWithPasskeyAction = formAction(
  z.object({ credential: passkeyAnswerField, ...place }),
  async ({ credential, redirect_url: redirectUrl }, caller) => {
    const result = await proveWithPasskey(credential, caller);
    return result.ok ? comeInWith(result.session, backTo(redirectUrl)) : result;
  },
);

/** Sends a code in place of the password. */
export const requestFreshProofAction = formAction(z.object(place), async (input, caller) => {
  const result = await requestFreshProof(caller);
  if (!result.ok) return result;
  const { redirect_url } = input;
  redirect(withQuery("/account/confirm", { verification: result.verificationId, redirect_url }));
});

/** Proves afresh who uses this session, by the code that was sent. */
export const attemptFreshProofAction = formAction(
  z.object({ verification: attemptField, code: codeField, ...place }),
  async ({ verification: verificationId, code, redirect_url: redirectUrl }, caller) => {
    const result = await attemptFreshProof({ verificationId, code }, caller);
    return result.ok ? comeInWith(result.session, backTo(redirectUrl)) : result;
  },
);
