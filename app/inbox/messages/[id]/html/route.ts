import { z } from "zod";
import { inboxRefusal } from "@/lib/http/inbox-access";
import { inboxHtml } from "@/lib/notifications/inbox";

/**
 * Returns the HTML of an email, for a separate frame. The middleware sets its policy, which blocks scripts and
 * requests.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const rejection = inboxRefusal(request.headers);
  if (rejection !== null) return new Response(null, { status: rejection });
  const id = z.uuid().safeParse((await params).id);
  const html = id.success ? await inboxHtml(id.data) : null;
  if (html === null) return new Response(null, { status: 404 });
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}
