import { handleEventStream } from "@/lib/http/verification-events";

export const dynamic = "force-dynamic";

/** Without this handler, Next.js would open a stream for a HEAD request too, and never close it. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}

/** Streams server-sent events. Notifies a waiting page as soon as its verification is no longer pending. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return handleEventStream((await params).id, request.signal);
}
