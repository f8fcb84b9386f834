"use client";

import { useActionState } from "react";
import { regenerateBackupCodesAction } from "@/app/_actions/second-factor";
import { BackupCodes } from "@/app/_ui/backup-codes";
import { useTexts } from "@/app/_ui/client-texts";
import { PostForm } from "@/app/_ui/post-form";
import { emptyFormState } from "@/lib/web/form-state";
import { TWO_STEP } from "@/lib/web/two-step-path";

/** New backup codes in place of those before. */
export function NewBackupCodes() {
  const texts = useTexts("newBackupCodes");
  const [state, action, isPending] = useActionState(regenerateBackupCodesAction, emptyFormState);
  if (state.backupCodes) {
    return (
      <div className="mt-6">
        <BackupCodes codes={state.backupCodes} onwards={TWO_STEP} />
      </div>
    );
  }
  return (
    <PostForm action={action} className="mt-4" onSubmit={(event) => isPending && event.preventDefault()}>
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        {texts.submit}
      </button>
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {state.errors[0]?.longMessage}
      </p>
    </PostForm>
  );
}
