import { attemptIdentifierSchema, replyAttempted } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Proves a phone number by its code. */
export const POST = apiRoute(attemptIdentifierSchema, ({ code }, { id, caller }) =>
  replyAttempted({ kind: "phone", identifierId: id, code }, caller),
);
