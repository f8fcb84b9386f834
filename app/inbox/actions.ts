"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { inboxRefusal } from "@/lib/http/inbox-access";
import { getTranslations } from "@/lib/http/locale";
import { isSameOriginRequest } from "@/lib/http/origin";
import { clearInbox } from "@/lib/notifications/inbox";

/** Clears the inbox. */
export async function emptyInboxAction(): Promise<FormState> {
  const requestHeaders = await headers();
  if (inboxRefusal(requestHeaders) !== null || !isSameOriginRequest(requestHeaders)) redirect("/inbox");
  const count = await clearInbox();
  revalidatePath("/inbox");
  const t = await getTranslations("inbox.emptying");
  return { ...emptyFormState, notice: t("done", { count }) };
}
