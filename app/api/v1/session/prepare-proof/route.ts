import { requestReauthenticationCode } from "@/lib/flows/reauthentication/with-code";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";

/** Sends a reauthentication code to the caller. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/prepare-proof"], async (_input, { caller }) => {
  const asked = await requestReauthenticationCode(caller);
  return asked.ok ? { ok: true, body: { verificationId: asked.verificationId } } : asked;
});
