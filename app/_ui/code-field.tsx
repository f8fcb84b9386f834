"use client";

import { Field } from "./field";

/** Where a code is typed: one real input that a phone can fill in by itself. */
export function CodeField({ label = "Verification code" }: { label?: string }) {
  return (
    <Field
      name="code"
      label={label}
      className="code-field"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
    />
  );
}
