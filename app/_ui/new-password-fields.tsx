"use client";

import { useClientMessages } from "./client-messages";
import { useField } from "./form";
import { NewPasswordPair } from "./new-password-pair";

/** The settings and user data that every form for a new password needs. */
export type NewPasswordProps = {
  identifier: string;
  minLength: number;
  signOutOthers: boolean;
  passwordContext: string[];
};

/** The fields for a new password, typed twice, and the choice to sign out other devices. */
export function NewPasswordFields({
  identifier,
  minLength,
  signOutOthers,
  passwordContext,
}: NewPasswordProps) {
  const texts = useClientMessages("newPassword");
  const { value } = useField("signOutOfOtherSessions");
  return (
    <>
      {/* Identifies the account to password managers. */}
      <input type="text" name="username" autoComplete="username" value={identifier} readOnly hidden />
      <NewPasswordPair minLength={minLength} context={passwordContext} />
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="signOutOfOtherSessions"
          value="true"
          defaultChecked={value === undefined ? signOutOthers : value === "true"}
          className="size-5 accent-brass"
        />
        {texts.signOutOthers}
      </label>
    </>
  );
}
