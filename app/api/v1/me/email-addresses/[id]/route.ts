import { noInput } from "@/lib/web/api/fields";
import { replyIdentifier, replyRemoved } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** An email address of whoever calls. */
export const GET = apiRoute(noInput, (_input, { id, caller }) =>
  replyIdentifier({ kind: "email", identifierId: id }, caller),
);

/** Takes an email address off the account. */
export const DELETE = apiRoute(noInput, (_input, { id, caller }) =>
  replyRemoved({ kind: "email", identifierId: id }, caller),
);
