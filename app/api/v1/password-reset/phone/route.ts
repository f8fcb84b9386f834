import { CALLS } from "@/lib/web/api/calls";
import { replySent } from "@/lib/web/api/password-reset";
import { apiRoute } from "@/lib/web/api/route";

/** Sends a text message with a code to reset a password by. */
export const POST = apiRoute(CALLS["POST /password-reset/phone"], ({ phone: identifier }, { caller }) =>
  replySent({ identifier, strategy: "reset_password_phone_code", redirectUrl: null }, "phone", caller),
);
