"use client";

import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { interpolate } from "@/lib/i18n/interpolate";
import { useClientMessages } from "./client-messages";
import { PostForm } from "./post-form";

const FormContext = createContext<FormState>(emptyFormState);

/** What the form knows about one of its fields, and the answer it knows it from. */
export function useField(name: string) {
  const answer = use(FormContext);
  const error = answer.errors.find(({ meta }) => meta.paramName === name)?.longMessage;
  return { error, value: answer.values[name], answer };
}

const BUTTON = { primary: "button-primary", danger: "button-danger" };

type FormProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  submit: string;
  /** What the button says while the form is on its way. */
  pending: string;
  /** Of the button: whether it leads on, or does what is hard to undo. */
  tone?: "primary" | "danger";
  /**
   * Where it stands on a long page, which then shows that place also after it was sent without JavaScript. Not for one that
   * leads to a page that waits: a browser takes the place along, and a page with one does not load itself again.
   */
  at?: string;
  children: ReactNode;
};

type HeldFormProps = Omit<FormProps, "action" | "at"> & {
  state: FormState;
  action: (form: FormData) => void;
  isPending: boolean;
};

/**
 * A form whose action answers with errors by field. Works without JavaScript; with it, the first bad field gets focus, or
 * the summary if there are several, and a second click while the first is on its way does nothing.
 */
export function Form({ action, at, ...form }: FormProps) {
  const [state, formAction, isPending] = useActionState(action, emptyFormState, at);
  return <ControlledForm {...form} state={state} action={formAction} isPending={isPending} />;
}

/** A form whose state somebody else holds, who has more to show of it. */
export function ControlledForm({
  state,
  action,
  isPending,
  submit,
  pending,
  tone = "primary",
  children,
}: HeldFormProps) {
  const texts = useClientMessages("form");
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const general = state.errors.filter(({ meta }) => meta.paramName === undefined);
  const fields = new Set(state.errors.flatMap(({ meta }) => meta.paramName ?? [])).size;
  const summarized = general.length > 0 || fields > 1;

  useEffect(() => {
    if (state.errors.length === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (summarized ? summary.current : first)?.focus();
  }, [state, summarized]);

  return (
    <FormContext value={state}>
      <PostForm
        ref={form}
        action={action}
        noValidate
        className="space-y-5"
        onSubmit={(event) => isPending && event.preventDefault()}
      >
        <div ref={summary} tabIndex={-1} role="alert" className="empty:hidden">
          {summarized && (
            <ul className="space-y-1 border-l-4 border-wrong py-1 pl-4 text-wrong">
              {general.map(({ code, longMessage }) => (
                <li key={code}>{longMessage}</li>
              ))}
              {fields > 1 && <li>{interpolate(texts.checkFields, { count: fields })}</li>}
            </ul>
          )}
        </div>
        {children}
        <button type="submit" className={`button ${BUTTON[tone]} w-full`} aria-disabled={isPending}>
          {isPending ? pending : submit}
        </button>
        <p role="status" className="text-ok empty:hidden">
          {state.notice}
        </p>
      </PostForm>
    </FormContext>
  );
}
