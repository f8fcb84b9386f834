import { replySent, resetByPhoneSchema } from "@/lib/web/api/password-reset";
import { apiRoute } from "@/lib/web/api/route";

/** Sends a text message with a code to reset a password by. */
export const POST = apiRoute(resetByPhoneSchema, ({ phone: identifier }, { caller }) =>
  replySent({ identifier, strategy: "reset_password_phone_code", redirectUrl: null }, "phone", caller),
);
