"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { confirmLinkAction } from "./actions";

type ConfirmFormProps = {
  token: string;
  /** Whether the user must type the number of the waiting page, because another client requested the link. */
  needsNumber: boolean;
};

/** The form that confirms a link. */
export function ConfirmForm({ token, needsNumber }: ConfirmFormProps) {
  const texts = useClientMessages("confirmLinkForm");
  return (
    <Form action={confirmLinkAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="token" value={token} />
      {needsNumber && (
        <Field
          name="number"
          label={texts.number.label}
          hint={texts.number.hint}
          className="code-field [--places:2]"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Form>
  );
}
