import type { ReactNode } from "react";

/** A part of the page that the contents lead to. */
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

/** The id of a heading, as links know it. */
export const anchor = (heading: string) => heading.toLowerCase().replace(/\W+/g, "-");
