import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { addedPasskeyResponse, passkeysResponse } from "@/lib/http/api/passkeys";
import { apiRoute } from "@/lib/http/api/route";

/** Lists the passkeys of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/passkeys"], (_input, { caller }) =>
  passkeysResponse(caller),
);

/** Adds a passkey of this client. */
export const POST = apiRoute(API_ENDPOINTS["POST /me/passkeys"], (input, { caller }) =>
  addedPasskeyResponse(input, caller),
);
