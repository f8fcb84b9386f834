import { z } from "zod";
import { config } from "@/lib/config";
import { type PasswordResetProgress, readPasswordReset } from "@/lib/flows/sign-in/read";
import { deliveryAvailable } from "@/lib/messages/outbox";
import { readCaller } from "./caller";

/** Whether "Forgot password?" leads anywhere: only where messages can be sent. */
export function passwordResetAvailable(): boolean {
  return deliveryAvailable("email");
}

/** The settings that the page for a new password shows. */
export function newPasswordSettings() {
  const { password, passwordReset, codes } = config();
  return {
    minLength: password.minLength,
    signOutOthers: passwordReset.signOutOthers,
    codeTtlSeconds: codes.ttlSeconds,
    resendCooldownSeconds: codes.resendCooldownSeconds,
  };
}

/**
 * Where this browser stands in a password reset.
 *
 * @param attempt the id in the page's URL; without one, the newest attempt
 */
export async function passwordResetProgress(attempt: string | undefined): Promise<PasswordResetProgress> {
  const id = z.uuid().optional().safeParse(attempt);
  return id.success ? readPasswordReset(id.data ?? null, await readCaller()) : { state: "missing" };
}
