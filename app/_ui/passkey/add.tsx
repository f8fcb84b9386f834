"use client";

import { useEffect } from "react";
import { addPasskeyAction } from "@/app/_actions/passkeys";
import { PASSKEYS } from "@/lib/http/paths";
import { BackupCodes } from "../backup-codes";
import { useClientMessages } from "../client-messages";
import { PasskeyRequestButton } from "./button";
import { PasskeyRequestError } from "./request-error";
import { usePasskey, usePasskeySupport } from "./use-passkey";

/** Adds a passkey, as a task or in the account. Then shows the backup codes if it is the first second factor. */
export function AddPasskey({ fields, redirectTo }: { fields: Record<string, string>; redirectTo: string }) {
  const texts = useClientMessages("addPasskey");
  const isSupported = usePasskeySupport();
  const { state, failure, problem, ...asking } = usePasskey({
    action: addPasskeyAction,
    question: { purpose: "registration" },
    fields,
  });
  const needsProof = failure instanceof PasskeyRequestError && failure.code === "fresh_proof_required";
  useEffect(() => {
    if (needsProof) location.assign(`/account/confirm?redirect_url=${encodeURIComponent(PASSKEYS)}`);
  }, [needsProof]);
  if (state.backupCodes) return <BackupCodes codes={state.backupCodes} redirectTo={redirectTo} />;
  if (isSupported === null) return <p className="without-script">{texts.needsScript}</p>;
  if (!isSupported) return <p>{texts.unsupported}</p>;
  const isKnown = failure instanceof Error && failure.name === "InvalidStateError";
  return (
    <PasskeyRequestButton
      label={texts.add}
      isMain
      problem={isKnown ? texts.alreadyThere : problem}
      {...asking}
    />
  );
}
