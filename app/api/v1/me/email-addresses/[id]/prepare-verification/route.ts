import { CALLS } from "@/lib/web/api/calls";
import { replyPrepared } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Sends what proves an email address. */
export const POST = apiRoute(
  CALLS["POST /me/email-addresses/{id}/prepare-verification"],
  (input, { id, caller }) => {
    const { strategy: method, redirectUrl: returnUrl } = input;
    return replyPrepared({ kind: "email", identifierId: id, method, returnUrl }, caller);
  },
);
