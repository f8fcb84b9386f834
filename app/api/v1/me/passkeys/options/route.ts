import { beginPasskeyRegistration } from "@/lib/flows/passkeys/add";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { passkeyOptionsResponse } from "@/lib/http/api/passkeys";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the options with which this client creates a passkey. */
export const POST = apiRoute(API_ENDPOINTS["POST /me/passkeys/options"], (_input, { caller }) =>
  passkeyOptionsResponse(beginPasskeyRegistration(caller)),
);
