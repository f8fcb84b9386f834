import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { Entry } from "@/lib/flows/sign-in/enter";
import { readCaller } from "./caller";
import { comeIn } from "./come-in";
import { isOwnRequest } from "./origin";

/** Goes on with what was confirmed on another device. */
type Continue = (
  attemptId: string,
  caller: Caller,
) => Promise<Result<{ entry: Entry; redirectUrl: string | null }>>;

/**
 * Answers the waiting page once its link was confirmed on another device: comes in, once, and is led on. It is a
 * GET because a page without JavaScript can do no other by itself; it does nothing for anybody but the client that began
 * the attempt, and nothing at the wish of another site.
 *
 * @param elsewhere where to lead if there is nothing to go on with
 */
export async function answerContinue(request: Request, go: Continue, elsewhere: string): Promise<never> {
  const attempt = z.uuid().safeParse(new URL(request.url).searchParams.get("attempt"));
  if (!attempt.success || !isOwnRequest(request.headers)) redirect(elsewhere);
  const result = await go(attempt.data, await readCaller());
  if (!result.ok) redirect(elsewhere);
  return comeIn(result.entry, result.redirectUrl ?? "/?strategy=email_link");
}
