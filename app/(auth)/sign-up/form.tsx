"use client";

import { useState } from "react";
import { ChoiceField } from "@/app/_ui/choice-field";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { PasswordField } from "@/app/_ui/password-field";
import { Strength } from "@/app/_ui/strength";
import { signUpAction } from "./actions";

const METHODS = [
  { value: "code", label: "By a code" },
  { value: "link", label: "By a link" },
];

type SignUpFormProps = { redirectUrl: string | undefined; minLength: number; passwordContext: string[] };

/** Address, number if one likes, password, and how the address is to be proven. */
export function SignUpForm({ redirectUrl, minLength, passwordContext }: SignUpFormProps) {
  const [password, setPassword] = useState("");
  return (
    <Form action={signUpAction} submit="Sign up" pending="Signing up…">
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <Field
        name="emailAddress"
        label="Email address"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        name="phoneNumber"
        label="Phone number"
        type="tel"
        autoComplete="tel"
        hint="If you like: another way back in, by text message."
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        onType={setPassword}
        hint={<Strength password={password} minLength={minLength} context={passwordContext} />}
      />
      <ChoiceField
        name="method"
        legend="How shall we confirm your address?"
        options={METHODS}
        initial="code"
      />
    </Form>
  );
}
