import { CALLS } from "@/lib/web/api/calls";
import { replyAttempted } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Proves a phone number by its code. */
export const POST = apiRoute(
  CALLS["POST /me/phone-numbers/{id}/attempt-verification"],
  ({ code }, { id, caller }) => replyAttempted({ kind: "phone", identifierId: id, code }, caller),
);
