import { noInput } from "@/lib/web/api/fields";
import { addPhoneNumberSchema, replyAdded, replyIdentifiers } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** The phone numbers of whoever calls. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyIdentifiers("phone", caller));

/** Adds a phone number and, with a strategy, sends what proves it. */
export const POST = apiRoute(addPhoneNumberSchema, ({ phoneNumber: typed, strategy: method }, { caller }) =>
  replyAdded({ kind: "phone", typed, ...(method && { method }) }, caller),
);
