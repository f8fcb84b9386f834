import { noInput } from "@/lib/web/api/fields";
import { replyIdentifier, replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** A phone number of whoever calls. */
export const GET = apiRoute(noInput, (_input, { id, caller }) =>
  replyIdentifier({ kind: "phone", identifierId: id }, caller),
);

/** Takes a phone number off the account. */
export const DELETE = apiRoute(noInput, (_input, { id, caller }) =>
  replyRemoved({ kind: "phone", identifierId: id }, caller),
);
