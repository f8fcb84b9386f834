import { isReady } from "@/lib/http/ready";

/** Ready for work: not about to stop, and the database answers and is up to date. Tells no details. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  const body = { status: ready ? "ok" : "unavailable" };
  return Response.json(body, { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
