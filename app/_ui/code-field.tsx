"use client";

import { useClientMessages } from "./client-messages";
import { Field } from "./field";

/** The field for a code. It is a single input, so that phones can fill it in automatically. */
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
