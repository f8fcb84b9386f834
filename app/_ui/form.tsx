"use client";

import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { PostForm } from "./post-form";

const FormContext = createContext<FormState>(emptyFormState);

/** Returns the error and the submitted value of a field. The error disappears when the user changes the field. */
export function useField(name: string) {
  const { errors, values } = use(FormContext);
  const error = errors.find(({ meta }) => meta.paramName === name)?.longMessage;
  return { error, value: values[name] };
}

/** Returns the name of the field that an event of an input is about: `data-field` names that of a group of inputs. */
function fieldOf({ target }: FormEvent<HTMLFormElement>): string {
  const input = target as HTMLInputElement;
  return input.closest<HTMLElement>("[data-field]")?.dataset.field ?? input.name;
}

/**
 * Returns the state of a form without the errors of the fields that the user has changed since the last submission, and
 * then also without the summary that counts the fields.
 */
function useCorrections(state: FormState) {
  const [corrected, setCorrected] = useState({ state, open: state });
  const open = corrected.state === state ? corrected.open : state;
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const field = fieldOf(event);
    const errors = open.errors.filter(({ meta }) => meta.paramName !== field);
    if (errors.length < open.errors.length) {
      setCorrected({ state, open: { ...open, errors, summary: undefined } });
    }
  };
  return { open, onInput };
}

type FormProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  submit: string;
  /** The label of the button while the form is being submitted. */
  pending: string;
  /** The tone of the button: `danger` for actions that are hard to undo. */
  tone?: "primary" | "danger";
  /**
   * The permalink of the form: the page's URL with the fragment of its section. The browser keeps the position there
   * after a submission without JavaScript. Do not use it for a form that redirects to a waiting page: the browser keeps
   * the fragment, and a page with a fragment does not reload itself.
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
 * A form whose action returns errors by field. Works without JavaScript. With JavaScript, the first invalid field gets
 * focus, or the summary if the errors are about no field; the error of a field disappears when the field is changed,
 * and so does the summary; and a second click during the submission does nothing.
 */
export function Form({ action, at, ...form }: FormProps) {
  const [state, formAction, isPending] = useActionState(action, emptyFormState, at);
  return <ControlledForm {...form} state={state} action={formAction} isPending={isPending} />;
}

/** A form whose state the parent component owns, because it needs the state too. */
export function ControlledForm({
  state,
  action,
  isPending,
  submit,
  pending,
  tone = "primary",
  children,
}: HeldFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const { open, onInput } = useCorrections(state);
  const general = open.errors.filter(({ meta }) => !meta.paramName);

  useEffect(() => {
    if (state.errors.length === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (first ?? summary.current)?.focus();
  }, [state]);

  return (
    <FormContext value={open}>
      <PostForm
        ref={form}
        action={action}
        noValidate
        className="space-y-5"
        onInput={onInput}
        onSubmit={(event) => isPending && event.preventDefault()}
      >
        <div ref={summary} tabIndex={-1} role="alert" className="empty:sr-only">
          {(general.length > 0 || open.summary) && (
            <ul className="form-summary">
              {general.map(({ code, longMessage }) => (
                <li key={code}>{longMessage}</li>
              ))}
              {open.summary && <li>{open.summary}</li>}
            </ul>
          )}
        </div>
        {children}
        <button type="submit" className={`button button-${tone} w-full`} aria-disabled={isPending}>
          {isPending ? pending : submit}
        </button>
        <p role="status" className="text-ok empty:sr-only">
          {state.notice}
        </p>
      </PostForm>
    </FormContext>
  );
}
