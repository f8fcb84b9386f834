import { requestFreshProof } from "@/lib/flows/fresh-proof/with-code";
import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";

/** Sends a code by which whoever calls proves themselves afresh. */
export const POST = apiRoute(noInput, async (_input, { caller }) => {
  const asked = await requestFreshProof(caller);
  return asked.ok ? { ok: true, body: { verificationId: asked.verificationId } } : asked;
});
