import { continueSignIn } from "@/lib/flows/sign-in/resume";
import { handleContinueRequest } from "@/lib/http/continue-request";

/** Redirects the waiting tab after its link was confirmed on another device. */
export function GET(request: Request): Promise<never> {
  return handleContinueRequest(request, continueSignIn, "/sign-in?error=confirmation");
}

/** A HEAD request changes nothing. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}
