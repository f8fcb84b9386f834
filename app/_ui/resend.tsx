"use client";

import { useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { interpolate } from "@/lib/i18n/interpolate";
import { useClientMessages } from "./client-messages";
import { PostForm } from "./post-form";
import { useCooldown } from "./use-cooldown";

type ResendProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** The hidden fields of the action, by name. */
  fields: Record<string, string>;
  inSeconds: number;
  cooldownSeconds: number;
};

/** The button that requests a new message after the cooldown of the server. */
export function Resend({ action: resend, fields, inSeconds, cooldownSeconds }: ResendProps) {
  const texts = useClientMessages("resend");
  const [state, action, isPending] = useActionState(resend, emptyFormState);
  const { left, isRunning } = useCooldown(state.notice ? cooldownSeconds : inSeconds, state);
  const isBlocked = isRunning || isPending;
  return (
    <PostForm
      action={action}
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
      onSubmit={(event) => isBlocked && event.preventDefault()}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button button-quiet" aria-disabled={isBlocked}>
        {texts.label}
      </button>
      {left > 0 && <span>{interpolate(texts.wait, { seconds: left })}</span>}
      <p role="status" className="w-full empty:sr-only">
        {state.notice}
      </p>
      <p role="alert" className="w-full text-wrong empty:sr-only">
        {state.errors[0]?.longMessage}
      </p>
    </PostForm>
  );
}
