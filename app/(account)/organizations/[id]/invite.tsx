"use client";

import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { SelectField } from "@/app/_ui/select-field";
import { inviteAction } from "./actions";

type InviteProps = { organizationId: string; roles: { value: string; label: string }[] };

/** Whom to ask to join, and as what. */
export function Invite({ organizationId, roles }: InviteProps) {
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={inviteAction} submit="Invite" pending="Inviting…">
        <input type="hidden" name="organization" value={organizationId} />
        <Field
          name="emailAddress"
          label="Email address"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SelectField name="role" label="Role" options={roles} initial="member" />
      </Form>
    </div>
  );
}
