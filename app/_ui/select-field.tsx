"use client";

import { describedBy, FieldError, fieldId } from "./field";
import { useField } from "./form";

type SelectFieldProps = {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** What is chosen before anything was. */
  initial: string;
};

/** A labelled choice from a list that shows its error and keeps what was chosen. */
export function SelectField({ name, label, options, initial }: SelectFieldProps) {
  const { error, value = initial } = useField(name);
  return (
    <div>
      <label htmlFor={fieldId(name)} className="mb-1.5 block font-medium">
        {label}
      </label>
      {/* A new default shows in a new element only. */}
      <select key={value} className="text-field" defaultValue={value} {...describedBy(name, error, null)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldError name={name} error={error} />
    </div>
  );
}
