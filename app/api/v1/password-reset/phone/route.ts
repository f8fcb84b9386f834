import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { sentResponse } from "@/lib/http/api/password-reset";
import { apiRoute } from "@/lib/http/api/route";

/** Sends a code for a password reset by SMS. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /password-reset/phone"],
  ({ phone: identifier }, { caller }) =>
    sentResponse({ identifier, strategy: "reset_password_phone_code", redirectUrl: null }, "phone", caller),
);
