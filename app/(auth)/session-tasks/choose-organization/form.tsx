"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { createForTaskAction } from "./actions";

/** The form that creates an organization to complete the task. */
export function CreateForTask({ redirectUrl }: { redirectUrl: string }) {
  const texts = useClientMessages("createForTask");
  return (
    <Form action={createForTaskAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="redirect_url" value={redirectUrl} />
      <Field name="name" label={texts.name} type="text" autoComplete="organization" />
    </Form>
  );
}
