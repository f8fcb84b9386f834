"use client";

import { useActionState } from "react";
import { cancelAction } from "@/app/_actions/cancel";
import { emptyFormState } from "@/lib/http/form-state";
import { useClientMessages } from "./client-messages";
import { PostForm } from "./post-form";

/** The button that cancels a pending verification. */
export function Cancel({ verificationId }: { verificationId: string }) {
  const texts = useClientMessages("cancel");
  const [, action, isPending] = useActionState(cancelAction, emptyFormState);
  return (
    <PostForm action={action}>
      <input type="hidden" name="verification" value={verificationId} />
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        {texts.label}
      </button>
    </PostForm>
  );
}
