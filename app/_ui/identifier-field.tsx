"use client";

import { Field } from "./field";

/** What somebody is known by here. */
export function IdentifierField({ initial }: { initial?: string | undefined }) {
  return (
    <Field
      name="identifier"
      label="Email address or phone number"
      type="text"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      initial={initial}
    />
  );
}
