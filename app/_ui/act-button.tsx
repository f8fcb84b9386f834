"use client";

import { useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/web/form-state";

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

/** One thing that can be done, as a form of a single button. */
export function ActButton({
  action: act,
  label,
  about,
  describedBy,
  fields,
  at,
  isMain = false,
}: ActButtonProps) {
  const [state, action, isPending] = useActionState(act, emptyFormState, at);
  return (
    <form action={action} onSubmit={(event) => isPending && event.preventDefault()}>
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
      <p role="alert" className="mt-1 max-w-[18rem] text-sm text-wrong empty:hidden">
        {state.errors[0]?.longMessage}
      </p>
    </form>
  );
}
