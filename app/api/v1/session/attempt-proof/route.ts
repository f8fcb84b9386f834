import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { reauthenticate } from "@/lib/http/api/reauthentication";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";

/** Reauthenticates the session, which changes to sign-in methods require. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/attempt-proof"], async (input, { caller }) => {
  const proven = await reauthenticate(input, caller);
  return proven.ok ? newSessionResponse(proven.session, caller) : proven;
});
