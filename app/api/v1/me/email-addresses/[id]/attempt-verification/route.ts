import { CALLS } from "@/lib/web/api/calls";
import { replyAttempted } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Proves an email address by its code. */
export const POST = apiRoute(
  CALLS["POST /me/email-addresses/{id}/attempt-verification"],
  ({ code }, { id, caller }) => replyAttempted({ kind: "email", identifierId: id, code }, caller),
);
