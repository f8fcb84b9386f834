import { isReady } from "@/lib/http/ready";

/**
 * Readiness probe: the process is not shutting down, and the database responds and is up to date. Returns no details.
 */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  const body = { status: ready ? "ok" : "unavailable" };
  return Response.json(body, { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
