import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { getCaller } from "./caller";
import { isSameOriginRequest } from "./origin";
import { redirectAfterSignIn } from "./sign-in-redirect";

/** Goes on with what was confirmed on another device. */
type Continue = (
  attemptId: string,
  caller: Caller,
) => Promise<Result<{ entry: SignInOutcome; redirectUrl: string | null }>>;

/**
 * Answers the waiting page once its link was confirmed on another device: comes in, once, and is led on. It is a
 * GET because a page without JavaScript can do no other by itself; it does nothing for anybody but the client that began
 * the attempt, and nothing at the wish of another site.
 *
 * @param elsewhere where to lead if there is nothing to go on with
 */
export async function handleContinueRequest(
  request: Request,
  go: Continue,
  elsewhere: string,
): Promise<never> {
  const attempt = z.uuid().safeParse(new URL(request.url).searchParams.get("attempt"));
  if (!attempt.success || !isSameOriginRequest(request.headers)) redirect(elsewhere);
  const result = await go(attempt.data, await getCaller());
  if (!result.ok) redirect(elsewhere);
  return redirectAfterSignIn(result.entry, result.redirectUrl ?? "/?strategy=email_link");
}
