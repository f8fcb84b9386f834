"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { FlowError } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { signInWithPasskey } from "@/lib/flows/passkeys/sign-in";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { signInWithPassword } from "@/lib/flows/sign-in/with-password";
import { identifierField } from "@/lib/http/fields";
import { beginAction } from "@/lib/http/form-action";
import { passkeyAnswerField } from "@/lib/http/passkeys";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { redirectAfterSignIn, startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const schema = z.object({
  identifier: identifierField,
  password: z.string().min(1),
  redirect_url: z.string().optional(),
});

type Rejection = { errors: FlowError[] };

const isCompromised = ({ errors }: Rejection) => errors[0]?.code === "form_password_compromised";

/** Redirects a user with a compromised password to their other sign-in methods. */
async function offerOtherMethods(
  { identifier, redirect_url: requestedUrl }: z.output<typeof schema>,
  caller: Caller,
  rejection: Rejection,
): Promise<Rejection> {
  const redirectUrl = requestedUrl === undefined ? null : safeRedirectUrl(requestedUrl);
  const begun = await createSignIn({ identifier, strategy: null, redirectUrl }, caller);
  if (!begun.ok) return rejection;
  redirect(`/sign-in/factor-one?attempt=${begun.signInId}&reason=compromised`);
}

/** Signs in by identifier and password. Then redirects to the second factor, to `redirect_url` or to the home page. */
export const signInAction = beginAction(schema, async (input, caller) => {
  const { identifier, password } = input;
  const redirectUrl = safeRedirectUrl(input.redirect_url);
  const result = await signInWithPassword({ identifier, password, redirectUrl }, caller);
  if (!result.ok) return isCompromised(result) ? offerOtherMethods(input, caller, result) : result;
  return redirectAfterSignIn(result.outcome, redirectUrl);
});

const passkeySchema = z.object({ credential: passkeyAnswerField, redirect_url: z.string().optional() });

/** Signs in by passkey. Then redirects to `redirect_url` or to the home page. */
export const signInWithPasskeyAction = beginAction(passkeySchema, async (input, caller) => {
  const result = await signInWithPasskey(input.credential, caller);
  return result.ok ? startSessionAndRedirect(result.session, safeRedirectUrl(input.redirect_url)) : result;
});
