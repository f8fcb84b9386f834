"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptFreshProof, requestFreshProof } from "@/lib/flows/fresh-proof/with-code";
import { proveWithPassword } from "@/lib/flows/fresh-proof/with-password";
import { attemptField, codeField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";

/** Proves afresh who uses this session, by password. */
export const proveWithPasswordAction = formAction(
  z.object({ password: z.string().min(1) }),
  async (input, caller) => {
    const result = await proveWithPassword(input, caller);
    if (!result.ok) return result;
    redirect("/account");
  },
);

/** Sends a code in place of the password. */
export const requestFreshProofAction = formAction(z.object({}), async (_input, caller) => {
  const result = await requestFreshProof(caller);
  if (!result.ok) return result;
  redirect(`/account/confirm?verification=${result.verificationId}`);
});

/** Proves afresh who uses this session, by code. */
export const attemptFreshProofAction = formAction(
  z.object({ verification: attemptField, code: codeField }),
  async ({ verification: verificationId, code }, caller) => {
    const result = await attemptFreshProof({ verificationId, code }, caller);
    if (!result.ok) return result;
    redirect("/account");
  },
);
