"use client";

import { type ReactNode, use } from "react";
import { AuthIllustration, type Scene } from "./auth-illustration";
import { RootContext } from "./client-messages";
import { PageContext, type PageContextProps } from "./page-context";
import { PageFooter } from "./page-footer";
import { Wordmark } from "./wordmark";

export type AuthCardProps = {
  scene: Scene;
  heading: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
};

/** The page of one step: its context and its layout. A client component, so that a response contains its HTML only. */
export function AuthPage({ user, texts, ...step }: AuthCardProps & PageContextProps) {
  return (
    <PageContext user={user} texts={texts}>
      <AuthLayout {...step} below={<PageFooter />} />
    </PageContext>
  );
}

/**
 * The layout of a step: a single column with the illustration beside it. It needs no data of the page, so error pages
 * can use it, also where the name of the app is unknown.
 */
export function AuthLayout({
  scene,
  heading,
  lead,
  children,
  footer,
  below,
}: AuthCardProps & { below?: ReactNode }) {
  const brand = use(RootContext)?.brand;
  return (
    <div className="auth-page">
      <aside className="no-print hidden bg-wall lg:block">
        <div className="auth-scene">
          <AuthIllustration scene={scene} className="h-[min(78vh,44rem)] w-auto" />
        </div>
      </aside>
      <div className="flex flex-col px-6 py-5 sm:px-12">
        <header className="flex items-end justify-between gap-4">
          {brand ? <Wordmark {...brand} /> : <span />}
          <AuthIllustration scene={scene} className="no-print h-20 w-auto lg:hidden" />
        </header>
        <main className="auth-main">
          <h1 className="text-3xl font-semibold tracking-tight text-balance">{heading}</h1>
          {lead && <div className="mt-3 text-quiet text-pretty">{lead}</div>}
          <div className="mt-8">{children}</div>
          {footer && <div className="mt-8 border-t border-line pt-5 text-sm text-quiet">{footer}</div>}
        </main>
        {below && <footer className="no-print text-sm">{below}</footer>}
      </div>
    </div>
  );
}
