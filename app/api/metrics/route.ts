import { config } from "@/lib/config";
import { readMetrics } from "@/lib/flows/metrics";
import { hasBearerToken } from "@/lib/http/bearer";

/** Returns the metrics for Prometheus, which needs `METRICS_TOKEN`. They contain no address, number or name. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = config();
  if (metricsToken === null) return new Response(null, { status: 404 });
  if (!hasBearerToken(request.headers, metricsToken)) {
    return new Response(null, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  }
  const { text, contentType } = await readMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}
