"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { inviteToSignUpAction } from "../actions";

/** The form for the address of the user to invite. */
export function InviteToSignUp() {
  const texts = useClientMessages("inviteToSignUp");
  return (
    <Form action={inviteToSignUpAction} submit={texts.submit} pending={texts.pending}>
      <Field
        name="emailAddress"
        label={texts.emailAddress}
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={texts.hint}
      />
    </Form>
  );
}
