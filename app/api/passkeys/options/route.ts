import { apiRoute } from "@/lib/http/api/route";
import { passkeyOptions, passkeyOptionsCall } from "@/lib/http/passkeys";

/**
 * Returns the options for an authentication or a registration with a passkey, with a challenge bound to this client and
 * purpose.
 */
export const POST = apiRoute(passkeyOptionsCall, async (input, { caller }) => {
  const asked = await passkeyOptions(input, caller);
  return asked.ok ? { ok: true, body: { options: asked.options } } : asked;
});
