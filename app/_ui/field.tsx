"use client";

import type { InputHTMLAttributes, ReactNode } from "react";
import { useField } from "./form";

type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  className?: string;
  /** The initial value of the field. */
  initial?: string | undefined;
} & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "className">;

/** Returns the id of an input. The suffix avoids conflicts with the ids of page sections. */
export const fieldId = (name: string) => `${name}-field`;

/** Returns the attributes that connect an input to its label, hint and error. */
export function describedBy(name: string, error: string | undefined, hint: ReactNode) {
  const ids = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return {
    id: fieldId(name),
    name,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": ids || undefined,
  };
}

/** Shows the error of a field in a polite live region. */
export function FieldError({ name, error }: { name: string; error: string | undefined }) {
  return (
    <p id={`${name}-error`} aria-live="polite" className="field-error">
      {error}
    </p>
  );
}

/** A labelled text field that shows its error and keeps the submitted value. */
export function Field({ name, label, hint, className = "text-field", initial, ...input }: FieldProps) {
  const { error, value } = useField(name);
  return (
    <div>
      <label htmlFor={fieldId(name)} className="field-label">
        {label}
      </label>
      <input
        className={className}
        defaultValue={value ?? initial}
        {...describedBy(name, error, hint)}
        {...input}
      />
      {hint && (
        <p id={`${name}-hint`} className="field-note">
          {hint}
        </p>
      )}
      <FieldError name={name} error={error} />
    </div>
  );
}
