"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { requestPasswordResetAction } from "./actions";

/** Where to send the code. */
export function ForgotPasswordForm({
  redirectUrl,
  hint,
}: {
  redirectUrl: string | undefined;
  hint: string | undefined;
}) {
  return (
    <Form action={requestPasswordResetAction} submit="Send reset instructions" pending="Sending…">
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <Field
        name="identifier"
        label="Email address or phone number"
        type="text"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        initial={hint}
      />
    </Form>
  );
}
