"use client";

import { useActionState } from "react";
import {
  beginSecondFactorPhoneAction,
  beginTotpAction,
  regenerateBackupCodesAction,
  removeSecondFactorPhoneAction,
  removeTotpAction,
} from "@/app/_actions/second-factor";
import { ActButton } from "@/app/_ui/act-button";
import { BackupCodes } from "@/app/_ui/backup-codes";
import { emptyFormState } from "@/lib/web/form-state";
import { TWO_STEP } from "@/lib/web/two-step-path";

/** The authenticator app: set up, or to be removed. */
export function AuthenticatorApp({ isOn }: { isOn: boolean }) {
  return (
    <div className="mt-4">
      {isOn ? (
        <ActButton action={removeTotpAction} label="Remove authenticator app" fields={{}} />
      ) : (
        <ActButton action={beginTotpAction} label="Set up authenticator app" fields={{ place: "account" }} />
      )}
    </div>
  );
}

type PhoneNumber = { id: string; value: string; isOn: boolean };

/** The numbers that text messages go to, and those they could go to. */
export function TextMessages({ numbers }: { numbers: PhoneNumber[] }) {
  if (numbers.length === 0) {
    return (
      <p className="mt-4">
        You have no confirmed phone number. <a href="/account">Add one</a> first.
      </p>
    );
  }
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {numbers.map(({ id, value, isOn }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <bdi className="font-medium">{value}</bdi>
          {isOn ? (
            <ActButton
              action={removeSecondFactorPhoneAction}
              label="Remove"
              about={value}
              fields={{ phone: id }}
            />
          ) : (
            <ActButton
              action={beginSecondFactorPhoneAction}
              label="Set up"
              about={value}
              fields={{ phone: id, place: "account" }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** New backup codes in place of those before. */
export function NewBackupCodes() {
  const [state, action, isPending] = useActionState(regenerateBackupCodesAction, emptyFormState);
  if (state.backupCodes) {
    return (
      <div className="mt-6">
        <BackupCodes codes={state.backupCodes} onwards={TWO_STEP} />
      </div>
    );
  }
  return (
    <form action={action} className="mt-4" onSubmit={(event) => isPending && event.preventDefault()}>
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        Make new backup codes
      </button>
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {state.errors[0]?.longMessage}
      </p>
    </form>
  );
}
