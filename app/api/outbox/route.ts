import { config } from "@/lib/config";
import { hasBearerToken } from "@/lib/http/bearer";
import { deliverDueMessages } from "@/lib/notifications/deliver";
import { cleanUp } from "@/lib/runtime/clean-up";
import { deliverDueEvents } from "@/lib/webhooks/deliver";

/** Nothing is begun after this, so that the answer comes within the time a serverless host allows. */
const WORK_MS = 8_000;

/**
 * Does what workers do, for hosts where none can run: an external scheduler calls it with `CRON_SECRET`. Messages go first,
 * then events; what has expired is removed last.
 */
export async function POST(request: Request): Promise<Response> {
  const { cronSecret } = config();
  if (cronSecret === null) return new Response(null, { status: 404 });
  if (!hasBearerToken(request.headers, cronSecret)) {
    return new Response(null, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  }
  const signal = AbortSignal.timeout(WORK_MS);
  const messages = await deliverDueMessages(signal);
  const webhooks = await deliverDueEvents(signal);
  await cleanUp();
  return Response.json({ ...messages, webhooks });
}
