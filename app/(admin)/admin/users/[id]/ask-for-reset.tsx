"use client";

import { useActionState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { ControlledForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/http/form-state";
import { askForResetAction } from "./actions";

/** Sends a password reset to the primary identifier of a user, who then sets a new password. */
export function AskForReset({ userId }: { userId: string }) {
  const texts = useClientMessages("askForReset");
  const at = `/admin/users/${userId}#password`;
  const [state, action, isPending] = useActionState(askForResetAction, emptyFormState, at);
  return (
    <div className="max-w-sm">
      <ControlledForm
        state={state}
        action={action}
        isPending={isPending}
        submit={texts.submit}
        pending={texts.pending}
      >
        <input type="hidden" name="user" value={userId} />
        <p className="text-sm text-quiet">{texts.hint}</p>
      </ControlledForm>
    </div>
  );
}
