"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { updateProfileAction } from "./actions";

/** What somebody is called. */
export function ProfileForm({ name }: { name: string | null }) {
  return (
    <div className="max-w-[24rem]">
      <Form action={updateProfileAction} submit="Save" pending="Saving…" at="/account#profile">
        <Field
          name="name"
          label="Name"
          type="text"
          autoComplete="name"
          dir="auto"
          hint="At most 100 characters. Leave it empty for none."
          initial={name ?? ""}
        />
      </Form>
    </div>
  );
}
