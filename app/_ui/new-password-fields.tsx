"use client";

import { useClientMessages } from "./client-messages";
import { NewPasswordPair } from "./new-password-pair";

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
  const texts = useClientMessages("newPassword");
  return (
    <>
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={identifier} readOnly hidden />
      <NewPasswordPair minLength={minLength} context={passwordContext} />
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
