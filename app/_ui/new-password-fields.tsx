"use client";

import { useState } from "react";
import { useTexts } from "./client-texts";
import { PasswordField } from "./password-field";
import { Strength } from "./strength";

/** What every page that sets a new password shows of the settings and the person. */
export type NewPasswordProps = {
  identifier: string;
  minLength: number;
  signOutOthers: boolean;
  passwordContext: string[];
};

/** A new password, typed twice, and what becomes of other devices. */
export function NewPasswordFields({
  identifier,
  minLength,
  signOutOthers,
  passwordContext,
}: NewPasswordProps) {
  const texts = useTexts("newPassword");
  const [password, setPassword] = useState("");
  return (
    <>
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={identifier} readOnly hidden />
      <PasswordField
        name="password"
        label={texts.label}
        autoComplete="new-password"
        onType={setPassword}
        hint={<Strength password={password} minLength={minLength} context={passwordContext} />}
      />
      <PasswordField name="confirmPassword" label={texts.confirm} autoComplete="new-password" />
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="signOutOfOtherSessions"
          value="true"
          defaultChecked={signOutOthers}
          className="size-5 accent-brass"
        />
        {texts.signOutOthers}
      </label>
    </>
  );
}
