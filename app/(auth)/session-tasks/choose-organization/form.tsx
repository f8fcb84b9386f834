"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { createForTaskAction } from "./actions";

/** A new organization to go on with. */
export function CreateForTask({ redirectUrl }: { redirectUrl: string }) {
  return (
    <Form action={createForTaskAction} submit="Create organization" pending="Creating…">
      <input type="hidden" name="redirect_url" value={redirectUrl} />
      <Field name="name" label="Organization name" type="text" autoComplete="organization" />
    </Form>
  );
}
