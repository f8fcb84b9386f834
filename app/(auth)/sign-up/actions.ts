"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptSignUpVerification } from "@/lib/flows/sign-up/attempt-verification";
import { createSignUp } from "@/lib/flows/sign-up/create";
import { createInvitedSignUp } from "@/lib/flows/sign-up/create-invited";
import { prepareSignUpVerification } from "@/lib/flows/sign-up/prepare-verification";
import { attemptField, codeField, identifierField } from "@/lib/http/fields";
import { beginAction, flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { usernamesEnabled } from "@/lib/http/page-settings";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { redirectAfterSignIn } from "@/lib/http/sign-in-redirect";
import { MAX_TYPED_LENGTH } from "@/lib/typed-text";

const METHOD = { code: "email_code", link: "email_link" } as const;

const method = z.enum(["code", "link"]).default("code");

const newUserFields = {
  phoneNumber: z.string().trim().max(MAX_TYPED_LENGTH).optional(),
  username: z.string().trim().max(MAX_TYPED_LENGTH).optional(),
  password: z.string().min(1),
  method,
};

const signUpSchema = z.object({
  emailAddress: identifierField,
  ...newUserFields,
  redirect_url: z.string().optional(),
});

/**
 * Starts a sign-up and redirects to the verification of its address. The response is the same for known and unknown
 * addresses.
 */
export const signUpAction = beginAction(signUpSchema, async (input, caller) => {
  const result = await createSignUp(
    {
      emailAddress: input.emailAddress,
      phoneNumber: input.phoneNumber || null,
      username: (usernamesEnabled() && input.username) || null,
      password: input.password,
      method: METHOD[input.method],
      redirectUrl: input.redirect_url === undefined ? null : safeRedirectUrl(input.redirect_url),
    },
    caller,
  );
  if (!result.ok) return result;
  redirect(`/sign-up/verify?attempt=${result.signUpId}`);
});

/**
 * Starts the sign-up of an invited user. The address is that of the invitation, whatever the form sends.
 */
export const invitedSignUpAction = beginAction(
  z.object({ token: z.string(), ...newUserFields }),
  async ({ token, phoneNumber, username, password, method: chosen }, caller) => {
    const result = await createInvitedSignUp(
      {
        token,
        phoneNumber: phoneNumber || null,
        username: (usernamesEnabled() && username) || null,
        password,
        method: METHOD[chosen],
      },
      caller,
    );
    if (!result.ok) return result;
    redirect(`/sign-up/verify?attempt=${result.signUpId}`);
  },
);

const chooseSchema = z.object({ attempt: attemptField, method });

/** Sends a code or link by the chosen method. */
export const chooseSignUpMethodAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signUpId } = input;
  const result = await prepareSignUpVerification({ signUpId, method: METHOD[input.method] }, caller);
  if (!result.ok) return result;
  redirect(`/sign-up/verify?attempt=${signUpId}`);
});

/** Sends the most recent message again. */
export const resendSignUpAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signUpId } = input;
  const result = await prepareSignUpVerification({ signUpId, method: METHOD[input.method] }, caller);
  return result.ok ? resentNotice(METHOD[input.method]) : result;
});

const codeSchema = z.object({ attempt: attemptField, code: codeField });

/** Verifies the address by its code and signs the new user in. */
export const attemptSignUpCodeAction = flowAction(codeSchema, async (input, caller) => {
  const result = await attemptSignUpVerification({ signUpId: input.attempt, code: input.code }, caller);
  if (!result.ok) return result;
  const redirectTo = result.redirectUrl ?? "/";
  return result.outcome === null ? redirect(redirectTo) : redirectAfterSignIn(result.outcome, redirectTo);
});
