import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { NewSession } from "@/lib/session/rows";
import { openSession } from "./auth";
import { readCaller } from "./caller";
import { isOwnRequest } from "./origin";

/** Goes on with what was confirmed on another device. */
type Continue = (
  attemptId: string,
  caller: Caller,
) => Promise<Result<{ session: NewSession; redirectUrl: string | null }>>;

/**
 * Answers the waiting page once its link was confirmed on another device: takes the session, once, and leads on. It is a
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
  await openSession(result.session);
  redirect(result.redirectUrl ?? "/?strategy=email_link");
}
