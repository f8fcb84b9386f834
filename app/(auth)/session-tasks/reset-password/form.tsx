"use client";

import { Form } from "@/app/_ui/form";
import { NewPasswordFields, type NewPasswordProps } from "@/app/_ui/new-password-fields";
import { resolveResetPasswordAction } from "./actions";

type TaskFormProps = NewPasswordProps & { redirectUrl: string | undefined };

/** The new password that the session waits for. */
export function ResetPasswordTaskForm({ redirectUrl, ...newPassword }: TaskFormProps) {
  return (
    <Form action={resolveResetPasswordAction} submit="Reset password" pending="Resetting…">
      {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
      <NewPasswordFields {...newPassword} />
    </Form>
  );
}
