"use client";

import { FieldError } from "./field";
import { useField } from "./form";

type ChoiceFieldProps = {
  name: string;
  legend: string;
  options: { value: string; label: string }[];
  /** The initial choice. */
  initial?: string;
};

/** A group of radio buttons. */
export function ChoiceField({ name, legend, options, initial }: ChoiceFieldProps) {
  const { error, value } = useField(name);
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-1 font-medium">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === (value ?? initial)}
            aria-invalid={error ? true : undefined}
            className="size-5 accent-brass"
          />
          {option.label}
        </label>
      ))}
      <FieldError name={name} error={error} />
    </fieldset>
  );
}
