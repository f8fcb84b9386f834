"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Form } from "@/app/_ui/form";
import { NewPasswordPair } from "@/app/_ui/new-password-pair";
import { resetByLinkAction } from "./actions";

type ResetByLinkFormProps = { token: string; minLength: number; passwordContext: string[] };

/** The form that sets a new password with the access token of a link. */
export function ResetByLinkForm({ token, minLength, passwordContext }: ResetByLinkFormProps) {
  const texts = useClientMessages("resetPasswordForm");
  return (
    <Form action={resetByLinkAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="token" value={token} />
      <NewPasswordPair minLength={minLength} context={passwordContext} />
    </Form>
  );
}
