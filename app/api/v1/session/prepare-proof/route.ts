import { requestFreshProof } from "@/lib/flows/fresh-proof/with-code";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";

/** Sends a code by which whoever calls proves themselves afresh. */
export const POST = apiRoute(CALLS["POST /session/prepare-proof"], async (_input, { caller }) => {
  const asked = await requestFreshProof(caller);
  return asked.ok ? { ok: true, body: { verificationId: asked.verificationId } } : asked;
});
