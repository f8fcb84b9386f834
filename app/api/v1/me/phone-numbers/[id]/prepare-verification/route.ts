import { preparePhoneNumberSchema, replyPrepared } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Sends what proves a phone number. */
export const POST = apiRoute(preparePhoneNumberSchema, ({ strategy: method }, { id, caller }) =>
  replyPrepared({ kind: "phone", identifierId: id, method }, caller),
);
