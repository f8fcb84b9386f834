import type { Messages } from "@/lib/i18n/messages/en";
import { messagesOf, translator } from "@/lib/i18n/translator";
import { requestLocale } from "./locale";
import { usernamesEnabled } from "./page-settings";
import { renderedFor } from "./rendered-for";

/** The messages of some client components. */
export type ClientTexts = Partial<Messages["client"]>;

/** The name of a client component that has messages. */
export type ClientText = keyof Messages["client"];

/**
 * Returns what the client components of a page need: the binding of its forms to the user, and their messages.
 *
 * @param components the client components of the page that have messages
 */
export async function pageContext(
  components: readonly ClientText[],
): Promise<{ user: string | null; texts: ClientTexts }> {
  const locale = await requestLocale();
  const messages = { ...messagesOf(locale).client };
  if (usernamesEnabled())
    messages.identifierField = { label: translator(locale, "ui")("identifierOrUsername") };
  const texts = Object.fromEntries(components.map((component) => [component, messages[component]]));
  return { user: await renderedFor(), texts };
}
