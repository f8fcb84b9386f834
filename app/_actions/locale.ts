"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { chooseLocale } from "@/lib/flows/account/locale";
import { getCaller } from "@/lib/http/caller";
import { setLocaleCookie } from "@/lib/http/locale";
import { isSameOriginRequest } from "@/lib/http/origin";
import { rejectOtherUserOf } from "@/lib/http/rendered-for";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { LOCALES } from "@/lib/i18n/locales";

const schema = z.enum(LOCALES);

/**
 * Sets the language of this browser and redirects back to the page. Also sets the language of messages for the user
 * that the page was rendered for.
 */
export async function chooseLocaleAction(form: FormData): Promise<void> {
  const requestHeaders = await headers();
  const chosen = schema.safeParse(form instanceof FormData ? form.get("locale") : null);
  if (isSameOriginRequest(requestHeaders) && chosen.success) {
    const otherUser = await rejectOtherUserOf(form);
    await setLocaleCookie(chosen.data);
    if (otherUser === null) await chooseLocale(chosen.data, await getCaller());
  }
  redirect(safeRedirectUrl(requestHeaders.get("referer")));
}
