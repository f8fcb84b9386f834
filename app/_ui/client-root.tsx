"use client";

import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import de from "@/lib/i18n/messages/de/broken.json";
import en from "@/lib/i18n/messages/en/broken.json";
import { AuthPage } from "./auth-layout";
import type { Texts } from "./client-messages";
import { RootContext, type RootValue } from "./client-messages";
import type { PageContextProps } from "./page-context";

/**
 * The texts of the error pages, which are shown when a page or the root layout fails. They are part of the script, so
 * that no page has to send them.
 */
export const ERROR_TEXTS: Record<Locale, Texts<"broken">> = { en, de };

/**
 * The root of all client components. The layout of the error pages and of "page not found" is reachable from here, so
 * that the bundler puts it into the script of the root layout once, instead of a copy into the script of each page.
 */
export function ClientRoot({ children, ...root }: RootValue & { children: ReactNode }) {
  return <RootContext value={root}>{children}</RootContext>;
}

type NotFoundProps = Pick<PageContextProps, "user"> & {
  texts: { heading: string; lead: string; goHome: string };
};

/** The "page not found" page. Next.js sends it with every page, so it is a client component with few properties. */
export function NotFoundPage({ user, texts }: NotFoundProps) {
  return (
    <AuthPage user={user} texts={{}} scene="closed" heading={texts.heading} lead={<p>{texts.lead}</p>}>
      <a href="/" className="button button-primary">
        {texts.goHome}
      </a>
    </AuthPage>
  );
}
