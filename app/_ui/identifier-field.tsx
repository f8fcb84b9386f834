"use client";

import { useClientMessages } from "./client-messages";
import { Field } from "./field";

type IdentifierFieldProps = {
  initial?: string | undefined;
  /** Whether the browser may offer passkeys in this field. */
  takesPasskeys?: boolean;
};

/** The field for an identifier. */
export function IdentifierField({ initial, takesPasskeys = false }: IdentifierFieldProps) {
  const texts = useClientMessages("identifierField");
  return (
    <Field
      name="identifier"
      label={texts.label}
      type="text"
      inputMode="email"
      autoComplete={takesPasskeys ? "username webauthn" : "username"}
      autoCapitalize="none"
      spellCheck={false}
      initial={initial}
    />
  );
}
