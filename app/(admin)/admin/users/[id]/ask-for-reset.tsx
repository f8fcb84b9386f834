"use client";

import { useActionState } from "react";
import { useTexts } from "@/app/_ui/client-texts";
import { HeldForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/web/form-state";
import { askForResetAction } from "./actions";

/** Sends a user, at their primary address, where to choose a new password themselves. */
export function AskForReset({ userId }: { userId: string }) {
  const texts = useTexts("askForReset");
  const at = `/admin/users/${userId}#password`;
  const [state, action, isPending] = useActionState(askForResetAction, emptyFormState, at);
  return (
    <div className="max-w-sm">
      <HeldForm
        state={state}
        action={action}
        isPending={isPending}
        submit={texts.submit}
        pending={texts.pending}
      >
        <input type="hidden" name="user" value={userId} />
        <p className="text-sm text-quiet">{texts.hint}</p>
      </HeldForm>
    </div>
  );
}
