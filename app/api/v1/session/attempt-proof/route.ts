import { CALLS } from "@/lib/web/api/calls";
import { proveAfresh } from "@/lib/web/api/proof";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";

/** Proves afresh who uses this session, as changes to the ways into an account ask for. */
export const POST = apiRoute(CALLS["POST /session/attempt-proof"], async (input, { caller }) => {
  const proven = await proveAfresh(input, caller);
  return proven.ok ? replyNewSession(proven.session, caller) : proven;
});
