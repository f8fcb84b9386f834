"use client";

import { useActionState, useEffect, useRef } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { useNotice } from "./notice-provider";
import { PostForm } from "./post-form";

type ActButtonProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  label: string;
  /** What it is done with, for somebody who hears the button without seeing where it stands. */
  about?: string;
  /** The id of what it is done with, where its name is to be nothing but the label. */
  describedBy?: string;
  /** What the action needs to know, by the names of its fields. */
  fields: Record<string, string>;
  /** Where it stands on a long page, as for a form; no two of one action may say the same. */
  at?: string;
  /** Whether it is what most people come for. */
  isMain?: boolean;
};

/** Keeps what went well until the button has said it, and hands it on should the button go away before. */
function useSaid(act: ActButtonProps["action"]) {
  const tell = useNotice();
  const said = useRef<string>(undefined);
  useEffect(() => () => void (said.current && tell(said.current)), [tell]);
  const action: typeof act = async (state, form) => {
    const next = await act(state, form);
    said.current = next.notice;
    return next;
  };
  return { said, action };
}

/** One thing that can be done, as a form of a single button, which says what came of it. */
export function ActionButton({
  action: act,
  label,
  about,
  describedBy,
  fields,
  at,
  isMain = false,
}: ActButtonProps) {
  const { said, action: actAndKeep } = useSaid(act);
  // The server draws the form with the bare action, by which it is sent without JavaScript.
  const sent = typeof window === "undefined" ? act : actAndKeep;
  const [state, action, isPending] = useActionState(sent, emptyFormState, at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with its next state the button has said it
  useEffect(() => {
    said.current = undefined;
  }, [state]);
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
      <p role="status" className="mt-1 max-w-[18rem] text-sm text-ok empty:hidden">
        {state.notice}
      </p>
      <p role="alert" className="mt-1 max-w-[18rem] text-sm text-wrong empty:hidden">
        {state.errors[0]?.longMessage}
      </p>
    </PostForm>
  );
}
