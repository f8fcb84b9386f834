import { inboxRefusal } from "@/lib/http/inbox-access";
import { clearInbox, inboxMessages } from "@/lib/notifications/inbox";

const noStore = { "Cache-Control": "no-store" };

/** The messages as JSON, newest first; `?to=` narrows them to one address. */
export async function GET(request: Request): Promise<Response> {
  const refusal = inboxRefusal(request.headers);
  if (refusal !== null) return new Response(null, { status: refusal });
  const to = new URL(request.url).searchParams.get("to");
  return Response.json(await inboxMessages(to), { headers: noStore });
}

/** Empties the inbox. */
export async function DELETE(request: Request): Promise<Response> {
  const refusal = inboxRefusal(request.headers);
  if (refusal !== null) return new Response(null, { status: refusal });
  await clearInbox();
  return new Response(null, { status: 204 });
}
