import { CALLS } from "@/lib/web/api/calls";
import { replySent } from "@/lib/web/api/password-reset";
import { apiRoute } from "@/lib/web/api/route";

/** Sends a link that leads to `redirectUrl` with an access token to reset a password by. */
export const POST = apiRoute(
  CALLS["POST /password-reset/email"],
  ({ email: identifier, redirectUrl: landsOn }, { caller }) =>
    replySent(
      { identifier, strategy: "reset_password_email_link", redirectUrl: null, landsOn },
      "email",
      caller,
    ),
);
