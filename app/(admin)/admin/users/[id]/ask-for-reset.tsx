"use client";

import { useActionState } from "react";
import { HeldForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/web/form-state";
import { askForResetAction } from "./actions";

/** Sends a user, at their primary address, where to choose a new password themselves. */
export function AskForReset({ userId }: { userId: string }) {
  const at = `/admin/users/${userId}#password`;
  const [state, action, isPending] = useActionState(askForResetAction, emptyFormState, at);
  return (
    <div className="max-w-sm">
      <HeldForm
        state={state}
        action={action}
        isPending={isPending}
        submit="Start a password reset"
        pending="Sending…"
      >
        <input type="hidden" name="user" value={userId} />
        <p className="text-sm text-quiet">
          Asks them, at their primary address, to choose a new password. No code or password passes through
          your hands.
        </p>
      </HeldForm>
    </div>
  );
}
