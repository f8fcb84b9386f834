import { attemptLinkSchema, replyLink } from "@/lib/web/api/email-link";
import { apiRoute } from "@/lib/web/api/route";

/** Confirms a link that was sent by email. */
export const POST = apiRoute(attemptLinkSchema, (input, { caller }) => replyLink(input, caller));
