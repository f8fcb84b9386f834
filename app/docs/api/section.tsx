import type { ReactNode } from "react";

/** A section of the page, with an anchor for the table of contents. */
export function Section({ id, heading, children }: { id: string; heading: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-14">
      <h2 id={id} className="text-2xl font-semibold tracking-tight">
        {heading}
      </h2>
      {children}
    </section>
  );
}

/** Returns the id of a heading, for links. */
export const anchor = (heading: string) => heading.toLowerCase().replace(/\W+/g, "-");
