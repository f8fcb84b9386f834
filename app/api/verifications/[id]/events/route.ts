import { handleEventStream } from "@/lib/http/verification-events";

export const dynamic = "force-dynamic";

/** Next would open a stream for a HEAD too, which nothing would close. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}

/** Server-sent events: tells a waiting page as soon as its verification no longer waits. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return handleEventStream((await params).id, request.signal);
}
