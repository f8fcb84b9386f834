"use client";

import type { FormAction } from "@/lib/http/form-state";
import { useClientMessages } from "./client-messages";
import { Field } from "./field";
import { Form } from "./form";

type DeleteFormProps = {
  action: FormAction;
  submit: string;
  /** What the action needs to know, by the names of its fields. */
  fields?: Record<string, string>;
};

/** One word to type before something goes for good, so that nobody does it by a slip of the hand. */
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
