"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { chooseLocale } from "@/lib/flows/account/locale";
import { LOCALES } from "@/lib/i18n/locales";
import { readCaller } from "@/lib/web/caller";
import { rememberLocale } from "@/lib/web/locale";
import { onwards } from "@/lib/web/onwards";
import { isOwnRequest } from "@/lib/web/origin";
import { rejectOtherUserOf } from "@/lib/web/rendered-for";

const schema = z.enum(LOCALES);

/**
 * Shows this browser everything in another language from now on, and leads back to the page it was asked for on. The user
 * whom the page was rendered for gets messages in it too.
 */
export async function chooseLocaleAction(form: FormData): Promise<void> {
  const requestHeaders = await headers();
  const chosen = schema.safeParse(form instanceof FormData ? form.get("locale") : null);
  if (isOwnRequest(requestHeaders) && chosen.success) {
    const otherUser = await rejectOtherUserOf(form);
    await rememberLocale(chosen.data);
    if (otherUser === null) await chooseLocale(chosen.data, await readCaller());
  }
  redirect(onwards(requestHeaders.get("referer")));
}
