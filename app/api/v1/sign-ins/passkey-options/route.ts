import { beginPasskeySignIn } from "@/lib/flows/passkeys/sign-in";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { passkeyOptionsResponse } from "@/lib/http/api/passkeys";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the options with which this client asks for a passkey of any user. */
export const POST = apiRoute(API_ENDPOINTS["POST /sign-ins/passkey-options"], (_input, { caller }) =>
  passkeyOptionsResponse(beginPasskeySignIn(caller)),
);
