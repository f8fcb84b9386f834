"use client";

import { useState } from "react";
import { useTexts } from "./client-texts";
import { PasswordField } from "./password-field";
import { Strength } from "./strength";

type Props = {
  /** Code points. */
  minLength: number;
  /** What is known of the person, which would be easy to guess. */
  context: string[];
};

/** A new password, typed twice, and how strong it is. */
export function PasswordTwice({ minLength, context }: Props) {
  const texts = useTexts("newPassword");
  const [password, setPassword] = useState("");
  return (
    <>
      <PasswordField
        name="password"
        label={texts.label}
        autoComplete="new-password"
        onType={setPassword}
        hint={<Strength password={password} minLength={minLength} context={context} />}
      />
      <PasswordField name="confirmPassword" label={texts.confirm} autoComplete="new-password" />
    </>
  );
}
