"use client";

import { createContext, type ReactNode, use } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";

type ClientMessages = Messages["client"];

/** The messages of one client component. */
export type Texts<Component extends keyof ClientMessages> = ClientMessages[Component];

const TextsContext = createContext<{ locale: Locale; texts: ClientMessages } | null>(null);

type ClientTextsProps = { locale: Locale; texts: ClientMessages; children: ReactNode };

/** Provides messages to client components, in one language. */
export function ClientMessagesProvider({ locale, texts, children }: ClientTextsProps) {
  return <TextsContext value={{ locale, texts }}>{children}</TextsContext>;
}

function useContextOfTexts() {
  const context = use(TextsContext);
  if (context === null) throw new Error("There is no <ClientTexts> above.");
  return context;
}

/** Returns the messages of a component, in the language of the page. `interpolate` and `plural` insert values. */
export function useClientMessages<Component extends keyof ClientMessages>(
  component: Component,
): Texts<Component> {
  return useContextOfTexts().texts[component];
}

/** Returns the language of the page. */
export function useLocale(): Locale {
  return useContextOfTexts().locale;
}
