"use client";

import { useClientMessages } from "./client-messages";
import { Field } from "./field";

/** Where a code is typed: one real input that a phone can fill in by itself. */
export function CodeField({ label }: { label?: string }) {
  const texts = useClientMessages("codeField");
  return (
    <Field
      name="code"
      label={label ?? texts.label}
      className="code-field"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
    />
  );
}
