import { noInput } from "@/lib/web/api/fields";
import { replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Takes a phone number off the account. */
export const DELETE = apiRoute(noInput, (_input, { id, caller }) =>
  replyRemoved({ kind: "phone", identifierId: id }, caller),
);
