import { noInput } from "@/lib/web/api/fields";
import { replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Takes an email address off the account. */
export const DELETE = apiRoute(noInput, (_input, { id, caller }) =>
  replyRemoved({ kind: "email", identifierId: id }, caller),
);
