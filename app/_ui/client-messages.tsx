"use client";

import { createContext, type ReactNode, use } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";

type ClientMessages = Messages["client"];

/** The words of one component that runs in the browser. */
export type Texts<Component extends keyof ClientMessages> = ClientMessages[Component];

const TextsContext = createContext<{ locale: Locale; texts: ClientMessages } | null>(null);

type ClientTextsProps = { locale: Locale; texts: ClientMessages; children: ReactNode };

/** Hands the components that run in the browser their words, in one language. */
export function ClientMessagesProvider({ locale, texts, children }: ClientTextsProps) {
  return <TextsContext value={{ locale, texts }}>{children}</TextsContext>;
}

function useContextOfTexts() {
  const context = use(TextsContext);
  if (context === null) throw new Error("There is no <ClientTexts> above.");
  return context;
}

/** The words of a component, in the language of the page; `fill` and `plural` put values into them. */
export function useClientMessages<Component extends keyof ClientMessages>(
  component: Component,
): Texts<Component> {
  return useContextOfTexts().texts[component];
}

/** The language of the page. */
export function useLocale(): Locale {
  return useContextOfTexts().locale;
}
