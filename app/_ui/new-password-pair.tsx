"use client";

import { useState } from "react";
import { useClientMessages } from "./client-messages";
import { PasswordField } from "./password-field";
import { PasswordStrengthMeter } from "./password-strength-meter";

type Props = {
  /** Code points. */
  minLength: number;
  /** What is known of the person, which would be easy to guess. */
  context: string[];
};

/** A new password, typed twice, and how strong it is. */
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
