"use client";

import type { FormAction } from "@/lib/http/form-state";
import { useClientMessages } from "./client-messages";
import { Field } from "./field";
import { Form } from "./form";

type DeleteFormProps = {
  action: FormAction;
  submit: string;
  /** The hidden fields of the action, by name. */
  fields?: Record<string, string>;
};

/** The form for an irreversible action. A confirmation word prevents accidental submission. */
export function DeleteForm({ action, submit, fields = {} }: DeleteFormProps) {
  const texts = useClientMessages("deleteForm");
  return (
    <Form action={action} submit={submit} pending={texts.pending} tone="danger">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field
        name="confirmation"
        label={texts.label}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  );
}
