"use client";

import { useActionState } from "react";
import { regenerateBackupCodesAction } from "@/app/_actions/second-factor";
import { BackupCodes } from "@/app/_ui/backup-codes";
import { useClientMessages } from "@/app/_ui/client-messages";
import { PostForm } from "@/app/_ui/post-form";
import { emptyFormState } from "@/lib/http/form-state";
import { TWO_STEP } from "@/lib/http/paths";

/** Replaces the backup codes with new ones. */
export function NewBackupCodes() {
  const texts = useClientMessages("newBackupCodes");
  const [state, action, isPending] = useActionState(regenerateBackupCodesAction, emptyFormState);
  if (state.backupCodes) {
    return (
      <div className="mt-6">
        <BackupCodes codes={state.backupCodes} redirectTo={TWO_STEP} />
      </div>
    );
  }
  return (
    <PostForm action={action} className="mt-4" onSubmit={(event) => isPending && event.preventDefault()}>
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        {texts.submit}
      </button>
      <p role="alert" className="mt-2 text-sm text-wrong empty:sr-only">
        {state.errors[0]?.longMessage}
      </p>
    </PostForm>
  );
}
