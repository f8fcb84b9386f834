import type { ReactNode } from "react";
import { NoticeProvider } from "./notice-provider";

type SectionProps = {
  /** The fragment of links to this section. */
  id: string;
  heading: string;
  lead?: ReactNode;
  children: ReactNode;
};

/** A section of a page. */
export function Section({ id, heading, lead, children }: SectionProps) {
  return (
    <section
      id={id}
      className="mt-12 scroll-mt-4 border-t border-line pt-10 first:mt-0 first:border-t-0 first:pt-0"
    >
      <h2 className="text-xl font-semibold">{heading}</h2>
      {lead && <div className="mt-2 max-w-[36rem] text-quiet text-pretty empty:hidden">{lead}</div>}
      <div className="mt-5">
        <NoticeProvider>{children}</NoticeProvider>
      </div>
    </section>
  );
}
