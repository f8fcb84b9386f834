"use client";

import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { PasswordField } from "@/app/_ui/password-field";
import { signInAction } from "./actions";

type SignInFormProps = { redirectUrl: string | undefined; takesPasskeys: boolean };

/** Identifier and password. */
export function SignInForm({ redirectUrl, takesPasskeys }: SignInFormProps) {
  return (
    <Form action={signInAction} submit="Sign in" pending="Signing in…">
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <IdentifierField takesPasskeys={takesPasskeys} />
      <PasswordField name="password" label="Password" autoComplete="current-password" />
    </Form>
  );
}
