"use client";

import { useState } from "react";
import { useTexts } from "@/app/_ui/client-texts";
import { Form } from "@/app/_ui/form";
import { PasswordField } from "@/app/_ui/password-field";
import { Strength } from "@/app/_ui/strength";
import { resetByLinkAction } from "./actions";

/** Nothing of the person is known here: the link alone tells whose password it is. */
const NO_CONTEXT: string[] = [];

/** A new password, typed twice. */
export function ResetByLinkForm({ minLength }: { minLength: number }) {
  const texts = { ...useTexts("resetPasswordForm"), ...useTexts("newPassword") };
  const [password, setPassword] = useState("");
  return (
    <Form action={resetByLinkAction} submit={texts.submit} pending={texts.pending}>
      <PasswordField
        name="password"
        label={texts.label}
        autoComplete="new-password"
        onType={setPassword}
        hint={<Strength password={password} minLength={minLength} context={NO_CONTEXT} />}
      />
      <PasswordField name="confirmPassword" label={texts.confirm} autoComplete="new-password" />
    </Form>
  );
}
