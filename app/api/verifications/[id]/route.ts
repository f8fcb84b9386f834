import { answerStatus } from "@/lib/web/waiting";

/** How a verification of this client stands: `unverified`, `verified`, `expired`, `failed` or `cancelled`. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerStatus((await params).id);
}
