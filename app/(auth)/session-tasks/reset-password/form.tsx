"use client";

import { useTexts } from "@/app/_ui/client-texts";
import { Form } from "@/app/_ui/form";
import { NewPasswordFields, type NewPasswordProps } from "@/app/_ui/new-password-fields";
import { resolveResetPasswordAction } from "./actions";

type TaskFormProps = NewPasswordProps & { redirectUrl: string | undefined };

/** The new password that the session waits for. */
export function ResetPasswordTaskForm({ redirectUrl, ...newPassword }: TaskFormProps) {
  const texts = useTexts("resetPasswordForm");
  return (
    <Form action={resolveResetPasswordAction} submit={texts.submit} pending={texts.pending}>
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <NewPasswordFields {...newPassword} />
    </Form>
  );
}
