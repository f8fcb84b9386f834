import { answerEvents } from "@/lib/web/waiting";

export const dynamic = "force-dynamic";

/** Server-sent events: tells a waiting page as soon as its verification no longer waits. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerEvents((await params).id, request.signal);
}
