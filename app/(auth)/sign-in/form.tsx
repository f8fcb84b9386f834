"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { PasswordField } from "@/app/_ui/password-field";
import { signInAction } from "./actions";

/** Identifier and password. */
export function SignInForm({ redirectUrl }: { redirectUrl: string | undefined }) {
  return (
    <Form action={signInAction} submit="Sign in" pending="Signing in…">
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <Field
        name="identifier"
        label="Email address or phone number"
        type="text"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField name="password" label="Password" autoComplete="current-password" />
    </Form>
  );
}
