import { CALLS } from "@/lib/web/api/calls";
import { replyPrimary } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Makes a phone number the primary one. */
export const POST = apiRoute(CALLS["POST /me/phone-numbers/{id}/make-primary"], (_input, { id, caller }) =>
  replyPrimary({ kind: "phone", identifierId: id }, caller),
);
