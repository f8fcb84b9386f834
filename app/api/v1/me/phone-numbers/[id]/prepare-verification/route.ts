import { CALLS } from "@/lib/web/api/calls";
import { replyPrepared } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Sends what proves a phone number. */
export const POST = apiRoute(
  CALLS["POST /me/phone-numbers/{id}/prepare-verification"],
  ({ strategy: method }, { id, caller }) =>
    replyPrepared({ kind: "phone", identifierId: id, method }, caller),
);
