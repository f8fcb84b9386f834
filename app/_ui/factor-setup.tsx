"use client";

import { type ReactNode, useActionState } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { BackupCodes } from "./backup-codes";
import { useClientMessages } from "./client-messages";
import { ControlledForm } from "./form";
import { SecondFactorField } from "./second-factor-fields";

type FactorSetupProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  strategy: "totp" | "phone_code";
  /** Whether there is still something to confirm. */
  isOpen: boolean;
  /** What the action needs to know, by the names of its fields. */
  fields: Record<string, string>;
  /** What to do before the code can be typed in. */
  children?: ReactNode;
  redirectTo: string;
};

/**
 * Proves a second factor that is being set up, then shows the backup codes that come with it. One component for both, for
 * the codes are known only in the answer to the form.
 */
export function FactorSetup({ action, strategy, isOpen, fields, children, redirectTo }: FactorSetupProps) {
  const texts = useClientMessages("factorSetup");
  const [state, formAction, isPending] = useActionState(action, emptyFormState);
  if (state.backupCodes) return <BackupCodes codes={state.backupCodes} redirectTo={redirectTo} />;
  if (!isOpen) {
    return (
      <a href={redirectTo} className="button button-primary">
        {texts.continue}
      </a>
    );
  }
  return (
    <>
      {children}
      <ControlledForm
        state={state}
        action={formAction}
        isPending={isPending}
        submit={texts.confirm}
        pending={texts.checking}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SecondFactorField strategy={strategy} />
      </ControlledForm>
    </>
  );
}
