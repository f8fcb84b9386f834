"use client";

import { type ReactNode, useActionState, useRef } from "react";
import { emptyFormState, type FormAction } from "@/lib/http/form-state";
import { ActionResult, useButtonAction } from "./action-button";
import { PostForm } from "./post-form";

/** The id of the form that a confirmation submits. */
const formId = (confirmation: string) => `${confirmation}-form`;

type ConfirmationButtonProps = {
  /** The id of the confirmation that the button opens. */
  opens: string;
  label: string;
  /** The object of the action, for the accessible name of the button. */
  about?: string;
  action: FormAction;
  /** The hidden fields of the action, by name. */
  fields: Record<string, string>;
  /** The permalink, as for `Form`. Must be unique among the buttons of one action. */
  at: string;
};

/**
 * The button of a destructive action. It opens a `Confirmation`, whose button submits the form, and shows the result of
 * the action.
 */
export function ConfirmationButton({
  opens,
  label,
  about,
  action: act,
  fields,
  at,
}: ConfirmationButtonProps) {
  const { state, action, isPending } = useButtonAction(act, at);
  return (
    <PostForm
      id={formId(opens)}
      action={action}
      onSubmit={(event) => {
        if (isPending) event.preventDefault();
        document.getElementById(opens)?.hidePopover();
      }}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="button"
        className="button button-quiet"
        popoverTarget={opens}
        popoverTargetAction="show"
        aria-haspopup="dialog"
        aria-disabled={isPending}
        {...(about && { "aria-label": `${label} ${about}` })}
      >
        {label}
      </button>
      <ActionResult state={state} />
    </PostForm>
  );
}

export type ConfirmationProps = {
  /** The id that `ConfirmationButton` refers to. */
  id: string;
  /** The question, which is the accessible name of the confirmation. */
  heading: string;
  /** What happens, or why the action is not possible. */
  consequence: ReactNode;
  /** The button that confirms; `null` if the action is not possible. */
  submit: string | null;
};

/** The popover of `Confirmation`. The browser opens it, focuses it and closes it on Escape without JavaScript. */
export function ConfirmationPopover({
  id,
  heading,
  consequence,
  submit,
  cancel,
}: ConfirmationProps & { cancel: string }) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-consequence`}
      className="confirmation"
      onToggle={({ newState }) => newState === "open" && cancelButton.current?.focus()}
    >
      <p id={`${id}-heading`} className="text-lg font-semibold wrap-anywhere">
        {heading}
      </p>
      <p id={`${id}-consequence`} className="mt-2 text-pretty wrap-anywhere">
        {consequence}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {submit !== null && (
          <button type="submit" form={formId(id)} className="button button-danger confirmation-submit">
            {submit}
          </button>
        )}
        <button
          ref={cancelButton}
          type="button"
          className="button button-quiet"
          popoverTarget={id}
          popoverTargetAction="hide"
          // biome-ignore lint/a11y/noAutofocus: the browser focuses it when the popover opens, without JavaScript
          autoFocus
        >
          {cancel}
        </button>
      </div>
    </div>
  );
}

/**
 * Shows the notice of an action whose button is gone, because its object is gone. Needed without JavaScript: the
 * response to the form is a new page.
 *
 * @param at the permalink of the button
 */
export function ActionNotice({ action, at }: { action: FormAction; at: string }) {
  const [{ notice }] = useActionState(action, emptyFormState, at);
  return (
    <p role="status" className="my-4 text-ok empty:sr-only">
      {notice}
    </p>
  );
}
