import { signInWithPasskey } from "@/lib/flows/passkeys/sign-in";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";

/** Signs in with a passkey. */
export const POST = apiRoute(API_ENDPOINTS["POST /sign-ins/passkey"], async ({ credential }, { caller }) => {
  const entered = await signInWithPasskey(credential, caller);
  return entered.ok ? newSessionResponse(entered.session, caller) : entered;
});
