"use client";

import { useActionState, useId } from "react";
import { renamePasskeyAction } from "@/app/_actions/passkeys";
import { useClientMessages } from "@/app/_ui/client-messages";
import { PostForm } from "@/app/_ui/post-form";
import { emptyFormState } from "@/lib/http/form-state";
import { interpolate } from "@/lib/i18n/interpolate";

/** The collapsed form that renames a passkey. A page can have many, so each field has a unique id. */
export function Rename({ id, name }: { id: string; name: string }) {
  const texts = useClientMessages("renamePasskey");
  const [state, action, isPending] = useActionState(renamePasskeyAction, emptyFormState);
  const field = useId();
  const error = state.errors[0]?.longMessage;
  return (
    <details className="mt-2" open={error !== undefined || undefined}>
      <summary
        className="inline-flex min-h-11 cursor-pointer items-center text-sm underline"
        aria-label={interpolate(texts.about, { name })}
      >
        {texts.label}
      </summary>
      <PostForm
        action={action}
        className="mt-2 flex max-w-[24rem] flex-wrap items-end gap-3"
        onSubmit={(event) => isPending && event.preventDefault()}
      >
        <input type="hidden" name="passkey" value={id} />
        <div className="grow">
          <label htmlFor={field} className="mb-1.5 block font-medium">
            {texts.name}
          </label>
          <input
            id={field}
            name="name"
            className="text-field"
            autoComplete="off"
            defaultValue={state.values.name ?? name}
            aria-invalid={error ? true : undefined}
            aria-describedby={error && `${field}-error`}
          />
        </div>
        <button type="submit" className="button button-quiet" aria-disabled={isPending}>
          {texts.submit}
        </button>
      </PostForm>
      <p id={`${field}-error`} aria-live="polite" className="mt-1.5 text-sm text-wrong empty:sr-only">
        {error}
      </p>
      <p role="status" className="mt-1.5 text-sm text-ok empty:sr-only">
        {state.notice}
      </p>
    </details>
  );
}
