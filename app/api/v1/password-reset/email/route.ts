import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { sentResponse } from "@/lib/http/api/password-reset";
import { apiRoute } from "@/lib/http/api/route";

/** Sends a link to `redirectUrl` with an access token for a password reset. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /password-reset/email"],
  ({ email: identifier, redirectUrl: resetPageUrl }, { caller }) =>
    sentResponse(
      { identifier, strategy: "reset_password_email_link", redirectUrl: null, resetPageUrl },
      "email",
      caller,
    ),
);
