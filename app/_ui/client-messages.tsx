"use client";

import { createContext, type ReactNode, use } from "react";
import type { PageBrand } from "@/lib/http/brand";
import type { ClientTexts } from "@/lib/http/page-context";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages/en";

type ClientMessages = Messages["client"];

/** The messages of one client component. */
export type Texts<Component extends keyof ClientMessages> = ClientMessages[Component];

/** What the footer of every page shows: the other languages, and the links of the operator. */
export type FooterContent = {
  /** The name of the choice of a language. */
  language: string;
  languages: { locale: Locale; name: string }[];
  links: { href: string; label: string }[];
};

/** What client components know on every page: its language, the name and logo of the app, and the footer. */
export type RootValue = { locale: Locale; brand: PageBrand; footer: FooterContent };

export const RootContext = createContext<RootValue | null>(null);

const TextsContext = createContext<ClientTexts>({});

/** Provides the messages of one page to its client components. */
export function TextsProvider({ texts, children }: { texts: ClientTexts; children: ReactNode }) {
  return <TextsContext value={texts}>{children}</TextsContext>;
}

/**
 * Returns the messages of a component, in the language of the page. `interpolate` and `plural` insert values.
 *
 * @throws if the page does not send them: it names them in the property `texts` of its layout
 */
export function useClientMessages<Component extends keyof ClientMessages>(
  component: Component,
): Texts<Component> {
  const texts = use(TextsContext)[component];
  if (texts === undefined) throw new Error(`This page needs texts={["${component}"]}.`);
  return texts;
}

/** Returns what client components know on every page. */
export function useRoot(): RootValue {
  const root = use(RootContext);
  if (root === null) throw new Error("There is no <ClientRoot> above.");
  return root;
}
