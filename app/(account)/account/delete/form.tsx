"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { deleteAccountAction } from "./actions";

/** One word to type, so that nobody does it by a slip of the hand. */
export function DeleteForm() {
  return (
    <Form action={deleteAccountAction} submit="Delete account" pending="Deleting…" tone="danger">
      <Field
        name="confirmation"
        label="Type the word “delete” to confirm"
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  );
}
