import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { removedPasskeyResponse, renamedPasskeyResponse } from "@/lib/http/api/passkeys";
import { apiRoute } from "@/lib/http/api/route";

/** Renames a passkey of the caller. */
export const PATCH = apiRoute(
  API_ENDPOINTS["PATCH /me/passkeys/{id}"],
  ({ name }, { id: passkeyId, caller }) => renamedPasskeyResponse({ passkeyId, name }, caller),
);

/** Removes a passkey of the caller. */
export const DELETE = apiRoute(API_ENDPOINTS["DELETE /me/passkeys/{id}"], (_input, { id, caller }) =>
  removedPasskeyResponse(id, caller),
);
