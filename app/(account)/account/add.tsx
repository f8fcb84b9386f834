"use client";

import { ChoiceField } from "@/app/_ui/choice-field";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { addEmailAddressAction, addPhoneNumberAction } from "./actions";

const METHODS = [
  { value: "code", label: "By a code" },
  { value: "link", label: "By a link" },
];

/** A further email address, and how it is to be proven. */
export function AddEmailAddress() {
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={addEmailAddressAction} submit="Add email address" pending="Adding…">
        <Field
          name="emailAddress"
          label="Email address"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <ChoiceField name="method" legend="How shall we confirm it?" options={METHODS} initial="code" />
      </Form>
    </div>
  );
}

/** A further phone number. */
export function AddPhoneNumber() {
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={addPhoneNumberAction} submit="Add phone number" pending="Adding…">
        <Field name="phoneNumber" label="Phone number" type="tel" autoComplete="tel" />
      </Form>
    </div>
  );
}
