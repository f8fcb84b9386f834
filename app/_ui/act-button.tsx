"use client";

import { useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/web/form-state";

type ActButtonProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  label: string;
  /** What it is done with, for somebody who hears the button without seeing where it stands. */
  about?: string;
  /** What the action needs to know, by the names of its fields. */
  fields: Record<string, string>;
  /** Whether it is what most people come for. */
  isMain?: boolean;
};

/** One thing that can be done, as a form of a single button. */
export function ActButton({ action: act, label, about, fields, isMain = false }: ActButtonProps) {
  const [state, action, isPending] = useActionState(act, emptyFormState);
  return (
    <form action={action} onSubmit={(event) => isPending && event.preventDefault()}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className={`button ${isMain ? "button-primary" : "button-quiet"}`}
        aria-disabled={isPending}
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
