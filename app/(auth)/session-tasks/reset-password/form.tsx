"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Form } from "@/app/_ui/form";
import { NewPasswordFields, type NewPasswordProps } from "@/app/_ui/new-password-fields";
import { resolveResetPasswordAction } from "./actions";

type TaskFormProps = NewPasswordProps & { redirectUrl: string | undefined };

/** The form for the new password that the task requires. */
export function ResetPasswordTaskForm({ redirectUrl, ...newPassword }: TaskFormProps) {
  const texts = useClientMessages("resetPasswordForm");
  return (
    <Form action={resolveResetPasswordAction} submit={texts.submit} pending={texts.pending}>
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <NewPasswordFields {...newPassword} />
    </Form>
  );
}
