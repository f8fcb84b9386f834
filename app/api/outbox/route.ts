import { config } from "@/lib/config";
import { deliverDueMessages } from "@/lib/messages/deliver";
import { carriesBearer } from "@/lib/web/bearer";
import { deliverDueEvents } from "@/lib/webhooks/deliver";

/** Nothing is begun after this, so that the answer comes within the time a serverless host allows. */
const WORK_MS = 8_000;

/** Sends what is due, messages first and then events, for hosts where no worker can run: an external scheduler calls it with `CRON_SECRET`. */
export async function POST(request: Request): Promise<Response> {
  const { cronSecret } = config();
  if (cronSecret === null) return new Response(null, { status: 404 });
  if (!carriesBearer(request.headers, cronSecret)) {
    return new Response(null, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  }
  const signal = AbortSignal.timeout(WORK_MS);
  const messages = await deliverDueMessages(signal);
  return Response.json({ ...messages, webhooks: await deliverDueEvents(signal) });
}
