import type { ReactNode } from "react";

/** A link in the header of pages for signed-in users. */
export function NavigationLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="inline-flex min-h-11 items-center">
      {children}
    </a>
  );
}
