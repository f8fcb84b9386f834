import { noInput } from "@/lib/web/api/fields";
import { replyPrimary } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Makes an email address the primary one. */
export const POST = apiRoute(noInput, (_input, { id, caller }) =>
  replyPrimary({ kind: "email", identifierId: id }, caller),
);
