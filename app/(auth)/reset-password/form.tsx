"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { CodeField } from "@/app/_ui/code-field";
import { Form } from "@/app/_ui/form";
import { NewPasswordFields, type NewPasswordProps } from "@/app/_ui/new-password-fields";
import { resetPasswordAction } from "./actions";

type ResetPasswordFormProps = NewPasswordProps & { attempt: string; needsCode: boolean };

/** The form for the new password, and for the code if it is not verified yet. */
export function ResetPasswordForm({ attempt, needsCode, ...newPassword }: ResetPasswordFormProps) {
  const texts = useClientMessages("resetPasswordForm");
  return (
    <Form action={resetPasswordAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="attempt" value={attempt} />
      {needsCode && <CodeField />}
      <NewPasswordFields {...newPassword} />
    </Form>
  );
}
