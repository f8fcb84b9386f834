import { prepareSecondFactor } from "@/lib/flows/second-factor/prepare";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Sends a second factor code by SMS. The other strategies send nothing. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ins/{id}/prepare-second-factor"],
  async ({ strategy, phoneNumberId = null }, { id, caller }) => {
    if (strategy !== "phone_code") return signInResponse(id, caller);
    const prepared = await prepareSecondFactor({ signInId: id, phoneNumberId }, caller);
    return prepared.ok ? signInResponse(id, caller) : prepared;
  },
);
