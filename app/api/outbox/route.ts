import { config } from "@/lib/config";
import { hasBearerToken } from "@/lib/http/bearer";
import { deliverDueMessages } from "@/lib/notifications/deliver";
import { cleanUp } from "@/lib/runtime/clean-up";
import { deliverDueEvents } from "@/lib/webhooks/deliver";

/** No delivery starts after this time, so that the response stays within the time limit of a serverless host. */
const WORK_MS = 8_000;
/**
 * No batch of expired rows is deleted after this time. The next call continues. If a clean-up is already in progress,
 * this limit is ignored, and the call waits for the end of that run.
 */
const CLEAN_UP_MS = 2_000;

/**
 * Does the work of the background workers, for hosts where they cannot run. An external scheduler calls it with
 * `CRON_SECRET`. Delivers messages first, then webhook events, and removes expired data last.
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
  await cleanUp(AbortSignal.timeout(CLEAN_UP_MS));
  return Response.json({ ...messages, webhooks });
}
