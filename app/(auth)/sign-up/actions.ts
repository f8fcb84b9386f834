"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptSignUpVerification } from "@/lib/flows/sign-up/attempt-verification";
import { createSignUp } from "@/lib/flows/sign-up/create";
import { prepareSignUpVerification } from "@/lib/flows/sign-up/prepare-verification";
import { attemptField, codeField } from "@/lib/http/fields";
import { beginAction, flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { redirectAfterSignIn } from "@/lib/http/sign-in-redirect";

const METHOD = { code: "email_code", link: "email_link" } as const;

const method = z.enum(["code", "link"]).default("code");

const signUpSchema = z.object({
  emailAddress: z.string().trim().min(1),
  phoneNumber: z.string().trim().optional(),
  password: z.string().min(1),
  method,
  redirect_url: z.string().optional(),
});

/** Begins a sign-up and leads to where its address is proven: the same for everybody. */
export const signUpAction = beginAction(signUpSchema, async (input, caller) => {
  const result = await createSignUp(
    {
      emailAddress: input.emailAddress,
      phoneNumber: input.phoneNumber || null,
      password: input.password,
      method: METHOD[input.method],
      redirectUrl: input.redirect_url === undefined ? null : safeRedirectUrl(input.redirect_url),
    },
    caller,
  );
  if (!result.ok) return result;
  redirect(`/sign-up/verify?attempt=${result.signUpId}`);
});

const chooseSchema = z.object({ attempt: attemptField, method });

/** Sends a code or link by the method that was chosen. */
export const chooseSignUpMethodAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signUpId } = input;
  const result = await prepareSignUpVerification({ signUpId, method: METHOD[input.method] }, caller);
  if (!result.ok) return result;
  redirect(`/sign-up/verify?attempt=${signUpId}`);
});

/** Sends once more what was sent last. */
export const resendSignUpAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signUpId } = input;
  const result = await prepareSignUpVerification({ signUpId, method: METHOD[input.method] }, caller);
  return result.ok ? resentNotice(METHOD[input.method]) : result;
});

const codeSchema = z.object({ attempt: attemptField, code: codeField });

/** Proves the address by its code; the new user is signed in. */
export const attemptSignUpCodeAction = flowAction(codeSchema, async (input, caller) => {
  const result = await attemptSignUpVerification({ signUpId: input.attempt, code: input.code }, caller);
  if (!result.ok) return result;
  const redirectTo = result.redirectUrl ?? "/";
  return result.entry === null ? redirect(redirectTo) : redirectAfterSignIn(result.entry, redirectTo);
});
