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
  /** Whether there is still a setup to confirm. */
  isOpen: boolean;
  /** The hidden fields of the action, by name. */
  fields: Record<string, string>;
  /** The instructions before the code field. */
  children?: ReactNode;
  redirectTo: string;
};

/**
 * Confirms a second factor in setup, then shows its backup codes. One component does both, because only the response to
 * the form contains the codes.
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
