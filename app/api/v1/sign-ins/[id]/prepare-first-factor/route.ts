import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Sends the code or link that verifies the first factor. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ins/{id}/prepare-first-factor"],
  async (input, { id, caller }) => {
    const { strategy, redirectUrl, emailAddressId, phoneNumberId } = input;
    const contactId = emailAddressId ?? phoneNumberId ?? null;
    const chosen = { signInId: id, strategy, contactId, redirectUrl, returnUrl: redirectUrl };
    const prepared = await prepareFirstFactor(chosen, caller);
    return prepared.ok ? signInResponse(id, caller) : prepared;
  },
);
