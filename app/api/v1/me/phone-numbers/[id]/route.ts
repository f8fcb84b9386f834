import { CALLS } from "@/lib/web/api/calls";
import { replyIdentifier, replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** A phone number of whoever calls. */
export const GET = apiRoute(CALLS["GET /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  replyIdentifier({ kind: "phone", identifierId: id }, caller),
);

/** Takes a phone number off the account. */
export const DELETE = apiRoute(CALLS["DELETE /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  replyRemoved({ kind: "phone", identifierId: id }, caller),
);
