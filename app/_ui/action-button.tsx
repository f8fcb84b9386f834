"use client";

import { useActionState, useEffect, useRef } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { useNotice } from "./notice-provider";
import { PostForm } from "./post-form";

type ActButtonProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  label: string;
  /** The object of the action, for the accessible name of the button. */
  about?: string;
  /** The id of the object's element, if the accessible name must be only the label. */
  describedBy?: string;
  /** The hidden fields of the action, by name. */
  fields: Record<string, string>;
  /** The permalink, as for `Form`. Must be unique among the buttons of one action. */
  at?: string;
  /** Whether this is the primary action of the page. */
  isMain?: boolean;
};

/**
 * Calls an action, and keeps its notice until the button shows it. If the button unmounts first, the notice goes to the
 * provider.
 *
 * @param at the permalink, as for `Form`
 */
export function useButtonAction(act: ActButtonProps["action"], at: string | undefined) {
  const showNotice = useNotice();
  const pendingNotice = useRef<string>(undefined);
  useEffect(() => () => void (pendingNotice.current && showNotice(pendingNotice.current)), [showNotice]);
  const actAndKeep: typeof act = async (state, form) => {
    const next = await act(state, form);
    pendingNotice.current = next.notice;
    return next;
  };
  // The server renders the form with the original action, which works without JavaScript.
  const sent = typeof window === "undefined" ? act : actAndKeep;
  const [state, action, isPending] = useActionState(sent, emptyFormState, at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new state shows its notice
  useEffect(() => {
    pendingNotice.current = undefined;
  }, [state]);
  return { state, action, isPending };
}

/** Shows the notice or the first error of the action of a button. */
export function ActionResult({ state: { notice, errors } }: { state: FormState }) {
  return (
    <>
      <p role="status" className="mt-1 max-w-[18rem] text-sm text-ok empty:sr-only">
        {notice}
      </p>
      <p role="alert" className="mt-1 max-w-[18rem] text-sm text-wrong empty:sr-only">
        {errors[0]?.longMessage}
      </p>
    </>
  );
}

/** A form with a single button, which shows the result of its action. */
export function ActionButton({
  action: act,
  label,
  about,
  describedBy,
  fields,
  at,
  isMain = false,
}: ActButtonProps) {
  const { state, action, isPending } = useButtonAction(act, at);
  return (
    <PostForm action={action} onSubmit={(event) => isPending && event.preventDefault()}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className={`button ${isMain ? "button-primary" : "button-quiet"}`}
        aria-disabled={isPending}
        aria-describedby={describedBy}
        {...(about && { "aria-label": `${label} ${about}` })}
      >
        {label}
      </button>
      <ActionResult state={state} />
    </PostForm>
  );
}
