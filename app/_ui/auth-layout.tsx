import type { ReactNode } from "react";
import type { PageBrand } from "@/lib/http/brand";
import { AuthIllustration, type Scene } from "./auth-illustration";
import { Wordmark } from "./wordmark";

export type AuthCardProps = {
  scene: Scene;
  heading: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
};

/**
 * The layout of a step: a single column with the illustration beside it. It reads no server data, so error pages can
 * use it.
 *
 * @param brand `null` where the settings are unknown
 */
export function AuthLayout({
  scene,
  heading,
  lead,
  children,
  footer,
  below,
  brand,
}: AuthCardProps & { below?: ReactNode; brand: PageBrand | null }) {
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <aside className="no-print hidden bg-wall lg:block">
        <div className="sticky top-0 flex h-dvh items-end justify-center">
          <AuthIllustration scene={scene} className="h-[min(78vh,44rem)] w-auto" />
        </div>
      </aside>
      <div className="flex flex-col px-6 py-5 sm:px-12">
        <header className="flex items-end justify-between gap-4">
          {brand ? <Wordmark {...brand} /> : <span />}
          <AuthIllustration scene={scene} className="no-print h-20 w-auto lg:hidden" />
        </header>
        <main className="flex w-full max-w-[24rem] grow flex-col py-10 sm:mx-auto sm:justify-center">
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
