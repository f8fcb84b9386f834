import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { passwordContext } from "@/lib/factors/password/policy";
import { maskEmailAddress } from "@/lib/identifiers/email";
import type { Caller } from "../caller";
import { findAttempt, newestAttemptId } from "./attempt";

/** Where somebody stands in recovering their account, as far as their page may know. */
export type PasswordResetProgress =
  | {
      state: "needs_code" | "needs_password";
      signInId: string;
      /** The address as it was typed in this browser; nothing tells whether it is anybody's. */
      identifier: string;
      /** The same, masked for showing. */
      destination: string;
      /** Words a new password must not be made of. */
      passwordContext: string[];
      resendInSeconds: number;
    }
  | { state: "ended" | "complete" | "missing" };

/**
 * Reads where an attempt at a password reset stands.
 *
 * @param signInId a UUID, or `null` for this client's newest
 */
export async function readPasswordReset(
  signInId: string | null,
  caller: Caller,
): Promise<PasswordResetProgress> {
  const db = await database();
  const id = signInId ?? (await newestAttemptId(db, "reset_password_email_code", caller));
  const attempt = id === null ? null : await findAttempt(db, id, caller);
  if (attempt === null) return { state: "missing" };
  if (attempt.status === "complete") return { state: "complete" };
  const open = attempt.status === "needs_first_factor" || attempt.status === "needs_new_password";
  const usedUp =
    attempt.status === "needs_first_factor" && attempt.codeAttempts >= config().codes.maxAttempts;
  if (!open || usedUp || attempt.ended) return { state: "ended" };
  return {
    state: attempt.status === "needs_first_factor" ? "needs_code" : "needs_password",
    signInId: attempt.id,
    identifier: attempt.identifier,
    destination: maskEmailAddress(attempt.identifier),
    passwordContext: passwordContext(attempt.identifier),
    resendInSeconds: await secondsUntilResend(db, attempt.id),
  };
}

async function secondsUntilResend(db: Db, signInId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT greatest(0, ceil(${config().codes.resendCooldownSeconds}
             - extract(epoch FROM now() - max("createdAt"))))::int AS seconds
    FROM "Code" WHERE "signInId" = ${signInId}::uuid`;
  return row?.seconds ?? 0;
}
