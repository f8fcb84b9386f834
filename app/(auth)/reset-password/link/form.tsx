"use client";

import { useTexts } from "@/app/_ui/client-texts";
import { Form } from "@/app/_ui/form";
import { PasswordTwice } from "@/app/_ui/password-twice";
import { resetByLinkAction } from "./actions";

/** Nothing of the person is known here: the link alone tells whose password it is. */
const NO_CONTEXT: string[] = [];

/** A new password for whoever holds a link. */
export function ResetByLinkForm({ minLength }: { minLength: number }) {
  const texts = useTexts("resetPasswordForm");
  return (
    <Form action={resetByLinkAction} submit={texts.submit} pending={texts.pending}>
      <PasswordTwice minLength={minLength} context={NO_CONTEXT} />
    </Form>
  );
}
