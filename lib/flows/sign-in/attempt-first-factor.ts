import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { isKnownClient } from "../known-clients";
import type { Advanced } from "../verification/advanced";
import { attemptCode } from "../verification/attempt-code";
import { advanceSignIn } from "./advance";
import { findAttempt } from "./attempt";

/**
 * Tries the code of an attempt.
 *
 * @param input the attempt and six digits
 * @returns where the attempt has moved on to, or the errors of `attemptCode`
 */
export async function attemptFirstFactor(
  input: { signInId: string; code: string },
  caller: Caller,
): Promise<Result<Advanced>> {
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const { identifier, userId, verification } = attempt;
  const tried = await attemptCode(
    { verificationId: verification.id, code: input.code },
    { account: userId ?? identifier, identifier, isKnownClient: await isKnownClient(db, userId, caller) },
    caller,
    advanceSignIn,
  );
  return tried.ok ? { ok: true, ...tried.advanced } : tried;
}
