"use client";

import { useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { PostForm } from "./post-form";

/** A sign-in method: its button label, and the hidden fields of the action. */
type Method = { label: string; fields: Record<string, string> };

type MethodsProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  methods: Method[];
};

/** Lists sign-in methods, one button each. */
export function MethodList({ action: choose, methods }: MethodsProps) {
  const [state, action, isPending] = useActionState(choose, emptyFormState);
  return (
    <div>
      <p role="alert" className="mb-4 border-l-4 border-wrong py-1 pl-4 text-wrong empty:sr-only">
        {state.errors[0]?.longMessage}
      </p>
      <ul className="space-y-3">
        {methods.map(({ label, fields }) => (
          <li key={Object.values(fields).join()}>
            <PostForm action={action} onSubmit={(event) => isPending && event.preventDefault()}>
              {Object.entries(fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <button
                type="submit"
                className="button button-quiet w-full justify-start text-left wrap-anywhere"
                aria-disabled={isPending}
              >
                {label}
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </div>
  );
}
