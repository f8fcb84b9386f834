import { handleStatusRequest } from "@/lib/http/verification-events";

/**
 * Returns the status of a verification of this client: `unverified`, `verified`, `expired`, `failed` or `cancelled`.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return handleStatusRequest((await params).id);
}
