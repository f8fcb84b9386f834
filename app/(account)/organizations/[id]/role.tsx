"use client";

import { useActionState, useId } from "react";
import { PostForm } from "@/app/_ui/post-form";
import { emptyFormState } from "@/lib/http/form-state";
import { changeRoleAction } from "./actions";

type RoleProps = {
  fields: { organization: string; member: string };
  texts: { label: string; submit: string; about: string };
  role: string;
  roles: { value: string; label: string }[];
  /** Why the role cannot be changed now. */
  disabledBecause?: string;
};

/** The form that changes the role of a member. */
export function Role({ fields, texts, role, roles, disabledBecause }: RoleProps) {
  const [state, action, isPending] = useActionState(changeRoleAction, emptyFormState);
  const id = useId();
  const error = state.errors[0]?.longMessage;
  return (
    <PostForm action={action} onSubmit={(event) => isPending && event.preventDefault()}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className="flex flex-wrap gap-2">
        <label htmlFor={id} className="sr-only">
          {texts.label}
        </label>
        {/* The key creates a new element, because React applies a new default value only to a new one. */}
        <select
          key={role}
          id={id}
          name="role"
          className="text-field w-auto"
          defaultValue={role}
          disabled={disabledBecause !== undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={error && `${id}-error`}
        >
          {roles.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <button
          type="submit"
          className="button button-quiet"
          aria-label={texts.about}
          disabled={disabledBecause !== undefined}
          aria-disabled={isPending || disabledBecause !== undefined}
        >
          {texts.submit}
        </button>
      </span>
      {disabledBecause && <p className="mt-1 max-w-[18rem] text-sm text-quiet">{disabledBecause}</p>}
      <p id={`${id}-error`} role="alert" className="mt-1 max-w-[18rem] text-sm text-wrong empty:sr-only">
        {error}
      </p>
    </PostForm>
  );
}
