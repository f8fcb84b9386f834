import { config } from "@/lib/config";
import { deliverDueMessages } from "@/lib/messages/deliver";
import { carriesBearer } from "@/lib/web/bearer";

/** Sends what is due, for hosts where no worker can run: an external scheduler calls it with `CRON_SECRET`. */
export async function POST(request: Request): Promise<Response> {
  const { cronSecret } = config();
  if (cronSecret === null) return new Response(null, { status: 404 });
  if (!carriesBearer(request.headers, cronSecret)) return new Response(null, { status: 401 });
  return Response.json({ taken: await deliverDueMessages() });
}
