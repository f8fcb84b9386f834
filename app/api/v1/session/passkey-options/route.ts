import { beginPasskeyReauthentication } from "@/lib/flows/reauthentication/with-passkey";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { passkeyOptionsResponse } from "@/lib/http/api/passkeys";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the options with which this client reauthenticates with a passkey. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/passkey-options"], (_input, { caller }) =>
  passkeyOptionsResponse(beginPasskeyReauthentication(caller)),
);
