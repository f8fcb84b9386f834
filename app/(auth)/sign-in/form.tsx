"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { PasswordField } from "@/app/_ui/password-field";
import { signInAction } from "./actions";

type SignInFormProps = { redirectUrl: string | undefined; takesPasskeys: boolean };

/** The form for identifier and password. */
export function SignInForm({ redirectUrl, takesPasskeys }: SignInFormProps) {
  const texts = useClientMessages("signInForm");
  return (
    <Form action={signInAction} submit={texts.submit} pending={texts.pending}>
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <IdentifierField takesPasskeys={takesPasskeys} />
      <PasswordField name="password" label={texts.password} autoComplete="current-password" />
    </Form>
  );
}
