import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { NamespaceKeys, NestedKeyOf } from "use-intl/core";
import { type Locale, resolveLocale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";
import { translator } from "@/lib/i18n/translator";
import { cookieOptions, LOCALE_COOKIE_MAX_AGE_SECONDS, localeCookieName } from "./cookies";

/** The language of this request's pages: the one that was chosen, or else the one the browser asks for. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(localeCookieName())?.value;
  return resolveLocale(chosen, (await headers()).get("accept-language"));
});

/** Gives the browser the cookie of the language that was chosen, for a year. */
export async function setLocaleCookie(locale: Locale): Promise<void> {
  const options = { ...cookieOptions(), maxAge: LOCALE_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(localeCookieName(), locale, options);
}

/**
 * Finds words in the language of this request; see `translator`.
 *
 * @param namespace the part of the messages that the keys are looked for in
 */
export async function getTranslations<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  namespace: Namespace,
) {
  return translator(await requestLocale(), namespace);
}
