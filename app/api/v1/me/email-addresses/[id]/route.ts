import { CALLS } from "@/lib/web/api/calls";
import { replyIdentifier, replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** An email address of whoever calls. */
export const GET = apiRoute(CALLS["GET /me/email-addresses/{id}"], (_input, { id, caller }) =>
  replyIdentifier({ kind: "email", identifierId: id }, caller),
);

/** Takes an email address off the account. */
export const DELETE = apiRoute(CALLS["DELETE /me/email-addresses/{id}"], (_input, { id, caller }) =>
  replyRemoved({ kind: "email", identifierId: id }, caller),
);
