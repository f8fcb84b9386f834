"use client";

import { useState } from "react";
import { useClientMessages } from "./client-messages";
import { PasswordField } from "./password-field";
import { PasswordStrengthMeter } from "./password-strength-meter";

type Props = {
  /** In code points. */
  minLength: number;
  /** User data that makes a password easy to guess. */
  context: string[];
};

/** The two fields for a new password, with its strength. */
export function NewPasswordPair({ minLength, context }: Props) {
  const texts = useClientMessages("newPassword");
  const [password, setPassword] = useState("");
  return (
    <>
      <PasswordField
        name="password"
        label={texts.label}
        autoComplete="new-password"
        onType={setPassword}
        hint={<PasswordStrengthMeter password={password} minLength={minLength} context={context} />}
      />
      <PasswordField name="confirmPassword" label={texts.confirm} autoComplete="new-password" />
    </>
  );
}
