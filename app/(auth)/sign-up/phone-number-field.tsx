"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Field } from "@/app/_ui/field";

/** The optional phone number of the sign-up form. */
export function PhoneNumberField() {
  const texts = useClientMessages("signUpForm");
  return (
    <Field
      name="phoneNumber"
      label={texts.phoneNumber}
      type="tel"
      autoComplete="tel"
      hint={texts.phoneNumberHint}
    />
  );
}
