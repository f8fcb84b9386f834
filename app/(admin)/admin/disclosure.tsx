import type { ReactNode } from "react";

type DisclosureProps = {
  summary: ReactNode;
  /** The time of the event. */
  aside: ReactNode;
  children: ReactNode;
};

/** An item of a list that expands to show all details. */
export function Disclosure({ summary, aside, children }: DisclosureProps) {
  return (
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2 wrap-anywhere before:text-quiet before:content-['▸'] group-open:before:content-['▾']">
          {summary}
        </span>
        <span className="text-quiet tabular-nums">{aside}</span>
      </summary>
      <div className="pt-1 pb-5 text-sm">{children}</div>
    </details>
  );
}
