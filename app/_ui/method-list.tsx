"use client";

import { type ReactNode, useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { PostForm } from "./post-form";
import { useCooldown } from "./use-cooldown";

/** A sign-in method: its button label, and the hidden fields of the action. */
type Method = {
  label: string;
  fields: Record<string, string>;
  /** If the method has just sent a message: seconds until it can send again, and the element that shows them. */
  cooldown?: { inSeconds: number; note: ReactNode };
};

type MethodsProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  methods: Method[];
};

/** Lists sign-in methods, one button each. A method that has just sent a message is blocked during its cooldown. */
export function MethodList({ action: choose, methods }: MethodsProps) {
  const [state, action, isPending] = useActionState(choose, emptyFormState);
  return (
    <div>
      <p role="alert" className="mb-4 border-l-4 border-wrong py-1 pl-4 text-wrong empty:sr-only">
        {state.errors[0]?.longMessage}
      </p>
      <ul className="space-y-3">
        {methods.map(({ cooldown, ...method }) => (
          <li key={Object.values(method.fields).join()}>
            {cooldown === undefined ? (
              <MethodForm {...method} action={action} isBlocked={isPending} />
            ) : (
              <CooldownMethod
                {...method}
                action={action}
                isBlocked={isPending}
                inSeconds={cooldown.inSeconds}
              />
            )}
            {cooldown?.note}
          </li>
        ))}
      </ul>
    </div>
  );
}

type MethodFormProps = Omit<Method, "cooldown"> & {
  action: (form: FormData) => void;
  isBlocked: boolean;
};

function MethodForm({ label, fields, action, isBlocked }: MethodFormProps) {
  return (
    <PostForm action={action} onSubmit={(event) => isBlocked && event.preventDefault()}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className="button button-quiet w-full justify-start text-left wrap-anywhere"
        aria-disabled={isBlocked}
      >
        {label}
      </button>
    </PostForm>
  );
}

function CooldownMethod({ inSeconds, isBlocked, ...method }: MethodFormProps & { inSeconds: number }) {
  const { isRunning } = useCooldown(inSeconds, null);
  return <MethodForm {...method} isBlocked={isBlocked || isRunning} />;
}
