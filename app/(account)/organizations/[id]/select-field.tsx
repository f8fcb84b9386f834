"use client";

import { describedBy, FieldError, fieldId } from "@/app/_ui/field";
import { useField } from "@/app/_ui/form";

type SelectFieldProps = {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** The initial choice. */
  initial: string;
};

/** A labelled select field that shows its error and keeps the submitted value. */
export function SelectField({ name, label, options, initial }: SelectFieldProps) {
  const { error, value = initial } = useField(name);
  return (
    <div>
      <label htmlFor={fieldId(name)} className="mb-1.5 block font-medium">
        {label}
      </label>
      {/* The key creates a new element, because React applies a new default value only to a new one. */}
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
