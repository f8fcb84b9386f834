"use client";

import { useActionState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { ControlledForm } from "@/app/_ui/form";
import { NewPasswordFields, type NewPasswordProps } from "@/app/_ui/new-password-fields";
import { PasswordField } from "@/app/_ui/password-field";
import { emptyFormState } from "@/lib/http/form-state";
import { changePasswordAction } from "./actions";

type PasswordFormProps = NewPasswordProps & {
  /** Whether the form requires the current password. */
  asksCurrent: boolean;
  /** The permalink of the form; see `Form`. */
  at: string;
};

/** The form for a new password. After success a notice replaces it, so that no typed password remains. */
export function PasswordForm({ asksCurrent, at, ...newPassword }: PasswordFormProps) {
  const texts = useClientMessages("passwordForm");
  const [state, action, isPending] = useActionState(changePasswordAction, emptyFormState, at);
  if (state.notice) {
    return (
      <p role="status" tabIndex={-1} ref={(said) => said?.focus()} className="text-ok">
        {state.notice}
      </p>
    );
  }
  return (
    <ControlledForm
      state={state}
      action={action}
      isPending={isPending}
      submit={asksCurrent ? texts.change : texts.set}
      pending={texts.pending}
    >
      {asksCurrent && (
        <PasswordField name="currentPassword" label={texts.current} autoComplete="current-password" />
      )}
      <NewPasswordFields {...newPassword} />
    </ControlledForm>
  );
}
