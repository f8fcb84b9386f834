import { continueSignIn } from "@/lib/flows/sign-in/resume";
import { handleContinueRequest } from "@/lib/http/continue-request";

/** Leads the waiting tab on, once its link was confirmed on another device. */
export function GET(request: Request): Promise<never> {
  return handleContinueRequest(request, continueSignIn, "/sign-in?error=confirmation");
}

/** Looking changes nothing. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}
