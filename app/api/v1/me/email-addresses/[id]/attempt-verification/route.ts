import { attemptIdentifierSchema, replyAttempted } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Proves an email address by its code. */
export const POST = apiRoute(attemptIdentifierSchema, ({ code }, { id, caller }) =>
  replyAttempted({ kind: "email", identifierId: id, code }, caller),
);
