import { apiRoute } from "@/lib/http/api/route";
import { passkeyOptions, passkeyOptionsCall } from "@/lib/http/passkeys";

/** What a page needs to ask a browser for a passkey, or to make one: a challenge of this client, and for what. */
export const POST = apiRoute(passkeyOptionsCall, async (input, { caller }) => {
  const asked = await passkeyOptions(input, caller);
  return asked.ok ? { ok: true, body: { options: asked.options } } : asked;
});
