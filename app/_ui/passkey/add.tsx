"use client";

import { useEffect } from "react";
import { addPasskeyAction } from "@/app/_actions/passkeys";
import { PASSKEYS } from "@/lib/web/passkeys-path";
import { BackupCodes } from "../backup-codes";
import { useTexts } from "../client-texts";
import { QuestionRefused } from "./ask";
import { AskButton } from "./button";
import { usePasskey, usePasskeySupport } from "./use-passkey";

/** Adds a passkey, as a task or in the account; then shows the backup codes that come with a first second factor. */
export function AddPasskey({ fields, onwards }: { fields: Record<string, string>; onwards: string }) {
  const texts = useTexts("passkey");
  const isSupported = usePasskeySupport();
  const { state, failure, ...asking } = usePasskey({
    action: addPasskeyAction,
    question: { purpose: "registration" },
    fields,
  });
  const needsProof = failure instanceof QuestionRefused && failure.code === "fresh_proof_required";
  useEffect(() => {
    if (needsProof) location.assign(`/account/confirm?redirect_url=${encodeURIComponent(PASSKEYS)}`);
  }, [needsProof]);
  if (state.backupCodes) return <BackupCodes codes={state.backupCodes} onwards={onwards} />;
  if (isSupported === null) return <p className="without-script">{texts.needsScript}</p>;
  if (!isSupported) return <p>{texts.unsupported}</p>;
  return <AskButton label={texts.add} isMain {...asking} />;
}
