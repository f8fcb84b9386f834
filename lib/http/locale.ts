import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { NamespaceKeys, NestedKeyOf } from "use-intl/core";
import { type Locale, resolveLocale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";
import { translator } from "@/lib/i18n/translator";
import { cookieOptions, LOCALE_COOKIE_MAX_AGE_SECONDS, localeCookieName } from "./cookies";

/** Returns the language of this request's pages: the chosen one, otherwise the one from `Accept-Language`. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(localeCookieName())?.value;
  return resolveLocale(chosen, (await headers()).get("accept-language"));
});

/** Sets the cookie of the chosen language, for a year. */
export async function setLocaleCookie(locale: Locale): Promise<void> {
  const options = { ...cookieOptions(), maxAge: LOCALE_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(localeCookieName(), locale, options);
}

/**
 * Returns a translation function in the language of this request; see `translator`.
 *
 * @param namespace the part of the messages in which keys are resolved
 */
export async function getTranslations<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  namespace: Namespace,
) {
  return translator(await requestLocale(), namespace);
}
