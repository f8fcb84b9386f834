import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { getCaller } from "./caller";
import { isSameOriginRequest } from "./origin";
import { redirectAfterSignIn } from "./sign-in-redirect";

/** Continues an attempt that was confirmed on another device. */
type Continue = (
  attemptId: string,
  caller: Caller,
) => Promise<Result<{ outcome: SignInOutcome; redirectUrl: string | null }>>;

/**
 * Handles the GET request of a waiting page whose link was confirmed on another device: creates the session, once, and
 * redirects. The request is a GET because a page without JavaScript cannot send any other request automatically. It has
 * an effect only for the client that started the attempt, and cross-site requests are redirected without effect.
 *
 * @param elsewhere the redirect target if there is nothing to continue
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
  return redirectAfterSignIn(result.outcome, result.redirectUrl ?? "/?strategy=email_link");
}
