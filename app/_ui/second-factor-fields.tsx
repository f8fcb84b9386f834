"use client";

import { useClientMessages } from "./client-messages";
import { CodeField } from "./code-field";
import { Field } from "./field";
import { useField } from "./form";

/** The field for the code of a second factor. */
export function SecondFactorField({ strategy }: { strategy: "totp" | "phone_code" | "backup_code" }) {
  const texts = useClientMessages("secondFactor");
  if (strategy === "phone_code") return <CodeField />;
  if (strategy === "totp") return <CodeField label={texts.totp} />;
  return (
    <Field
      name="code"
      label={texts.backupCode}
      hint={texts.backupCodeHint}
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="text-field font-mono"
    />
  );
}

/** The choice to trust this browser and skip the second factor next time. */
export function TrustField() {
  const texts = useClientMessages("secondFactor");
  const { value } = useField("trust");
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        name="trust"
        value="true"
        defaultChecked={value === "true"}
        className="size-5 accent-brass"
      />
      {texts.trust}
    </label>
  );
}
