import { CALLS } from "@/lib/web/api/calls";
import { replyPrimary } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Makes an email address the primary one. */
export const POST = apiRoute(CALLS["POST /me/email-addresses/{id}/make-primary"], (_input, { id, caller }) =>
  replyPrimary({ kind: "email", identifierId: id }, caller),
);
