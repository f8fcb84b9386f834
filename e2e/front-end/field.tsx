type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password";
};

/** An input with a label. */
export function Field({ label, value, onChange, type = "text" }: FieldProps) {
  return (
    <label>
      {label} <input type={type} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
