"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useClientMessages } from "./client-messages";
import { describedBy, FieldError, fieldId } from "./field";
import { useField } from "./form";

type PasswordFieldProps = {
  name: string;
  label: string;
  autoComplete: "current-password" | "new-password";
  hint?: ReactNode;
  onType?: (password: string) => void;
};

/**
 * A password field with a button to show the password. After an error it keeps the typed value, because the server
 * never returns passwords. The error replaces the hint until the value changes.
 */
export function PasswordField({ name, label, autoComplete, hint, onType }: PasswordFieldProps) {
  const texts = useClientMessages("passwordField");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const { error } = useField(name);
  const description = error && password ? undefined : hint;
  const noteCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.("CapsLock") ?? false);
  return (
    <div>
      <label htmlFor={fieldId(name)} className="field-label">
        {label}
      </label>
      <div className="relative">
        <input
          type={shown ? "text" : "password"}
          className="text-field pr-20"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            onType?.(event.target.value);
          }}
          onKeyDown={noteCapsLock}
          onKeyUp={noteCapsLock}
          {...describedBy(name, error, description)}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-controls={fieldId(name)}
          className="field-button needs-script"
          onClick={() => setShown(!shown)}
        >
          {shown ? texts.hide : texts.show}
        </button>
      </div>
      <p aria-live="polite" className="field-note">
        {capsLock ? texts.capsLock : ""}
      </p>
      {description && (
        <div id={`${name}-hint`} className="field-note">
          {description}
        </div>
      )}
      <FieldError name={name} error={error} />
    </div>
  );
}
