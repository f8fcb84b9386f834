import { CALLS } from "@/lib/web/api/calls";
import { replyLink } from "@/lib/web/api/email-link";
import { apiRoute } from "@/lib/web/api/route";

/** Confirms a link that was sent by email. */
export const POST = apiRoute(CALLS["POST /email-links/attempt"], (input, { caller }) =>
  replyLink(input, caller),
);
