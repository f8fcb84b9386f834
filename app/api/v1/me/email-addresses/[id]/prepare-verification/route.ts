import { prepareEmailAddressSchema, replyPrepared } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** Sends what proves an email address. */
export const POST = apiRoute(prepareEmailAddressSchema, ({ strategy: method }, { id, caller }) =>
  replyPrepared({ kind: "email", identifierId: id, method }, caller),
);
