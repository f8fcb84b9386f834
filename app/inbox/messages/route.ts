import { inboxRefusal } from "@/lib/http/inbox-access";
import { clearInbox, inboxMessages } from "@/lib/notifications/inbox";

const noStore = { "Cache-Control": "no-store" };

/** Returns the messages as JSON, newest first. `?to=` filters them by address. */
export async function GET(request: Request): Promise<Response> {
  const rejection = inboxRefusal(request.headers);
  if (rejection !== null) return new Response(null, { status: rejection });
  const to = new URL(request.url).searchParams.get("to");
  return Response.json(await inboxMessages(to), { headers: noStore });
}

/** Clears the inbox. */
export async function DELETE(request: Request): Promise<Response> {
  const rejection = inboxRefusal(request.headers);
  if (rejection !== null) return new Response(null, { status: rejection });
  await clearInbox();
  return new Response(null, { status: 204 });
}
