"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { createOrganizationAction } from "./actions";

/** A new organization. */
export function CreateOrganization() {
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={createOrganizationAction} submit="Create organization" pending="Creating…">
        <Field name="name" label="Organization name" type="text" autoComplete="organization" />
      </Form>
    </div>
  );
}
