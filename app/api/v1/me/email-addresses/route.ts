import { CALLS } from "@/lib/web/api/calls";
import { replyAdded, replyIdentifiers } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** The email addresses of whoever calls. */
export const GET = apiRoute(CALLS["GET /me/email-addresses"], (_input, { caller }) =>
  replyIdentifiers("email", caller),
);

/** Adds an email address and, with a strategy, sends what proves it. */
export const POST = apiRoute(CALLS["POST /me/email-addresses"], (input, { caller }) => {
  const { emailAddress = "", email: typed = emailAddress, strategy: method, redirectUrl: returnUrl } = input;
  return replyAdded({ kind: "email", typed, ...(method && { method, returnUrl }) }, caller);
});
