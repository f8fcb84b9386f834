"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { inboxRefusal } from "@/lib/http/inbox-access";
import { isSameOriginRequest } from "@/lib/http/origin";
import { clearInbox } from "@/lib/notifications/inbox";

/** Clears the inbox. */
export async function emptyInboxAction(): Promise<void> {
  const requestHeaders = await headers();
  if (inboxRefusal(requestHeaders) === null && isSameOriginRequest(requestHeaders)) await clearInbox();
  redirect("/inbox");
}
