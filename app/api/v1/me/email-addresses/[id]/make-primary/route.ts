import { replyPrimary } from "@/lib/web/api/identifiers";
import { apiRoute, noInput } from "@/lib/web/api/route";

/** Makes an email address the primary one. */
export const POST = apiRoute(noInput, (_input, { id, caller }) =>
  replyPrimary({ kind: "email", identifierId: id }, caller),
);
