"use client";

import type { InputHTMLAttributes } from "react";
import { FieldError, fieldId } from "@/app/_ui/field";

type FilterFieldProps = { name: string; label: string; value: string; error?: string | undefined } & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "placeholder"
>;

/** A field of a filter form, which sends its values in the page's URL. */
export function FilterField({ name, label, value, error, type = "text", ...input }: FilterFieldProps) {
  return (
    <div className="min-w-0 flex-1 basis-48">
      <label htmlFor={fieldId(name)} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={fieldId(name)}
        name={name}
        type={type}
        defaultValue={value}
        className="text-field"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        {...input}
      />
      <FieldError name={name} error={error} />
    </div>
  );
}
