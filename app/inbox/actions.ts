"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { emptyInbox } from "@/lib/messages/inbox";
import { inboxRefusal } from "@/lib/web/inbox-access";
import { isOwnRequest } from "@/lib/web/origin";

/** Empties the inbox. */
export async function emptyInboxAction(): Promise<void> {
  const requestHeaders = await headers();
  if (inboxRefusal(requestHeaders) === null && isOwnRequest(requestHeaders)) await emptyInbox();
  redirect("/inbox");
}
