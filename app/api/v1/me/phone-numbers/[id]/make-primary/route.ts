import { noInput } from "@/lib/web/api/fields";
import { replyPrimary } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Makes a phone number the primary one. */
export const POST = apiRoute(noInput, (_input, { id, caller }) =>
  replyPrimary({ kind: "phone", identifierId: id }, caller),
);
