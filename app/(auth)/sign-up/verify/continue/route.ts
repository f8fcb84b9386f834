import { continueSignUp } from "@/lib/flows/sign-up/resume";
import { handleContinueRequest } from "@/lib/http/continue-request";

/** Redirects the waiting tab after its link was confirmed on another device. */
export function GET(request: Request): Promise<never> {
  return handleContinueRequest(request, continueSignUp, "/sign-in?error=confirmation");
}

/** A HEAD request changes nothing. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}
