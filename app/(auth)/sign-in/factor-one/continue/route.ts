import { continueSignIn } from "@/lib/flows/sign-in/continue";
import { answerContinue } from "@/lib/web/continue";

/** Leads the waiting tab on, once its link was confirmed on another device. */
export function GET(request: Request): Promise<never> {
  return answerContinue(request, continueSignIn, "/sign-in?error=confirmation");
}

/** Looking changes nothing. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}
