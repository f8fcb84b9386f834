"use client";

import { type ReactNode, useState } from "react";
import { ChoiceField } from "@/app/_ui/choice-field";
import { useClientMessages } from "@/app/_ui/client-messages";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { PasswordField } from "@/app/_ui/password-field";
import { PasswordStrengthMeter } from "@/app/_ui/password-strength-meter";
import { invitedSignUpAction, signUpAction } from "./actions";
import { PhoneNumberField } from "./phone-number-field";

type SignUpFormProps = {
  redirectUrl?: string | undefined;
  /** The address that was typed on the page before. */
  hint?: string | undefined;
  /** The invitation that the form was opened from: the address is filled in and fixed. */
  invitation?: { token: string; emailAddress: string };
  minLength: number;
  passwordContext: string[];
  consent: ReactNode;
  /** Further fields after the phone number. */
  children: ReactNode;
};

/** The form for the address, an optional number, the password, and the verification method of the address. */
export function SignUpForm({
  redirectUrl,
  hint,
  invitation,
  minLength,
  passwordContext,
  consent,
  children,
}: SignUpFormProps) {
  const texts = useClientMessages("signUpForm");
  const [password, setPassword] = useState("");
  return (
    <Form
      action={invitation ? invitedSignUpAction : signUpAction}
      submit={texts.submit}
      pending={texts.pending}
    >
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      {invitation && <input type="hidden" name="token" value={invitation.token} />}
      <Field
        name="emailAddress"
        label={texts.emailAddress}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        initial={invitation?.emailAddress ?? hint}
        readOnly={invitation !== undefined}
      />
      <PhoneNumberField />
      {children}
      <PasswordField
        name="password"
        label={texts.password}
        autoComplete="new-password"
        onType={setPassword}
        hint={<PasswordStrengthMeter password={password} minLength={minLength} context={passwordContext} />}
      />
      <ChoiceField
        name="method"
        legend={texts.method}
        options={[
          { value: "code", label: texts.methods.code },
          { value: "link", label: texts.methods.link },
        ]}
        initial="code"
      />
      {consent}
    </Form>
  );
}
