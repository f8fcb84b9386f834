import type { Result } from "@/lib/errors";
import type { Caller } from "../caller";
import type { SignInOutcome } from "./complete-first-factor";
import { createSignIn, type NewSignIn } from "./create";
import { signInWithPassword } from "./with-password";

/**
 * Starts an attempt. With a password, attempts the first factor immediately.
 *
 * @returns the attempt's ID and the sign-in outcome (`null` without a password); or the errors of `createSignIn` and
 *   `signInWithPassword`
 */
export async function beginSignIn(
  { password, ...attempt }: NewSignIn & { password: string | null },
  caller: Caller,
): Promise<Result<{ signInId: string; entry: SignInOutcome | null }>> {
  const created = await createSignIn(attempt, caller);
  if (!created.ok) return created;
  const { signInId } = created;
  if (password === null) return { ok: true, signInId, entry: null };
  const { identifier, redirectUrl } = attempt;
  const tried = await signInWithPassword({ identifier, password, redirectUrl, signInId }, caller);
  return tried.ok ? { ok: true, signInId, entry: tried.entry } : tried;
}
