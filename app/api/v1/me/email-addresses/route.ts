import { noInput } from "@/lib/web/api/fields";
import { addEmailAddressSchema, replyAdded, replyIdentifiers } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** The email addresses of whoever calls. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyIdentifiers("email", caller));

/** Adds an email address and, with a strategy, sends what proves it. */
export const POST = apiRoute(addEmailAddressSchema, (input, { caller }) => {
  const { emailAddress: typed, strategy: method, redirectUrl: returnUrl } = input;
  return replyAdded({ kind: "email", typed, ...(method && { method, returnUrl }) }, caller);
});
