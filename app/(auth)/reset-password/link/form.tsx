"use client";

import { useTexts } from "@/app/_ui/client-texts";
import { Form } from "@/app/_ui/form";
import { PasswordTwice } from "@/app/_ui/password-twice";
import { resetByLinkAction } from "./actions";

type ResetByLinkFormProps = { token: string; minLength: number; passwordContext: string[] };

/** A new password for the account of a link. */
export function ResetByLinkForm({ token, minLength, passwordContext }: ResetByLinkFormProps) {
  const texts = useTexts("resetPasswordForm");
  return (
    <Form action={resetByLinkAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="token" value={token} />
      <PasswordTwice minLength={minLength} context={passwordContext} />
    </Form>
  );
}
