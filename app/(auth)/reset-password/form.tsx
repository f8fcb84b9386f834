"use client";

import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { PasswordField } from "@/app/_ui/password-field";
import { Strength } from "@/app/_ui/strength";
import { resetPasswordAction } from "./actions";

type ResetPasswordFormProps = {
  attempt: string;
  needsCode: boolean;
  identifier: string;
  minLength: number;
  signOutOthers: boolean;
  passwordContext: string[];
};

/** The code, if it is still to be proven, and the new password. */
export function ResetPasswordForm(props: ResetPasswordFormProps) {
  const [password, setPassword] = useState("");
  return (
    <Form action={resetPasswordAction} submit="Reset password" pending="Resetting…">
      <input type="hidden" name="attempt" value={props.attempt} />
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={props.identifier} readOnly hidden />
      {props.needsCode && (
        <Field
          name="code"
          label="Verification code"
          className="code-field"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
        />
      )}
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        onType={setPassword}
        hint={<Strength password={password} minLength={props.minLength} context={props.passwordContext} />}
      />
      <PasswordField name="confirmPassword" label="Confirm new password" autoComplete="new-password" />
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="signOutOfOtherSessions"
          value="true"
          defaultChecked={props.signOutOthers}
          className="size-5 accent-brass"
        />
        Sign out of all other devices
      </label>
    </Form>
  );
}
