"use client";

import { useMemo } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { PasswordField } from "@/app/_ui/password-field";
import { signInAction } from "./actions";
import { PasskeySignIn } from "./passkey";

type SignInFormProps = {
  redirectUrl?: string;
  takesPasskeys: boolean;
  /** Whether messages can be sent, which the other ways to sign in need. */
  sendsMessages: boolean;
};

/** The form for identifier and password, and the other ways to sign in. */
export function SignInForm({ redirectUrl, takesPasskeys, sendsMessages }: SignInFormProps) {
  const texts = useClientMessages("signInForm");
  const fields = useMemo(
    (): Record<string, string> => (redirectUrl ? { redirect_url: redirectUrl } : {}),
    [redirectUrl],
  );
  const query = redirectUrl ? `?${new URLSearchParams(fields)}` : "";
  return (
    <>
      <Form action={signInAction} submit={texts.submit} pending={texts.pending}>
        {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
        <IdentifierField takesPasskeys={takesPasskeys} />
        <PasswordField name="password" label={texts.password} autoComplete="current-password" />
      </Form>
      {sendsMessages && (
        <ul className="links">
          <li>
            <a href={`/forgot-password${query}`}>{texts.forgotPassword}</a>
          </li>
          <li>
            <a href={`/sign-in/factor-one${query}`}>{texts.withoutPassword}</a>
          </li>
        </ul>
      )}
      {takesPasskeys && (
        <div className="mt-4">
          <PasskeySignIn fields={fields} />
        </div>
      )}
    </>
  );
}
