import { CALLS } from "@/lib/web/api/calls";
import { replyAdded, replyIdentifiers } from "@/lib/web/api/identifiers";
import { apiRoute } from "@/lib/web/api/route";

/** The phone numbers of whoever calls. */
export const GET = apiRoute(CALLS["GET /me/phone-numbers"], (_input, { caller }) =>
  replyIdentifiers("phone", caller),
);

/** Adds a phone number and, with a strategy, sends what proves it. */
export const POST = apiRoute(
  CALLS["POST /me/phone-numbers"],
  ({ phoneNumber = "", phone: typed = phoneNumber, strategy: method }, { caller }) =>
    replyAdded({ kind: "phone", typed, ...(method && { method }) }, caller),
);
