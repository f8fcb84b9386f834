"use client";

import { CodeField } from "./code-field";
import { Field } from "./field";

/** What the field of each second factor is called. */
const LABELS = { totp: "Authenticator code", phone_code: "Verification code" };

/** Where the code of a second factor is typed in. */
export function SecondFactorField({ strategy }: { strategy: "totp" | "phone_code" | "backup_code" }) {
  if (strategy !== "backup_code") return <CodeField label={LABELS[strategy]} />;
  return (
    <Field
      name="code"
      label="Backup code"
      hint="One of the sixteen characters each that you saved. It works once."
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="text-field font-mono"
    />
  );
}

/** Whether this browser is asked again next time. */
export function TrustField() {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" name="trust" value="true" className="size-5 accent-brass" />
      Trust this device for 30 days
    </label>
  );
}
