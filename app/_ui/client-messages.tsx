"use client";

import { createContext, type ReactNode, use } from "react";
import type { PageBrand } from "@/lib/http/brand";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";

type ClientMessages = Messages["client"];

/** The messages of one client component. */
export type Texts<Component extends keyof ClientMessages> = ClientMessages[Component];

type ContextOfTexts = { locale: Locale; texts: ClientMessages; brand: PageBrand };

const TextsContext = createContext<ContextOfTexts | null>(null);

/** Provides messages in one language, and the name and logo of the app, to client components. */
export function ClientMessagesProvider({ children, ...context }: ContextOfTexts & { children: ReactNode }) {
  return <TextsContext value={context}>{children}</TextsContext>;
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

/** Returns the name and the logo of the app. */
export function useBrand(): PageBrand {
  return useContextOfTexts().brand;
}

/** Returns the language of the page. */
export function useLocale(): Locale {
  return useContextOfTexts().locale;
}
