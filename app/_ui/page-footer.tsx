"use client";

import { useRoot } from "./client-messages";
import { LanguageSwitch } from "./language-switch";

/**
 * The end of every page: other languages, and the operator's links. They open beside the page, whose form may be
 * filled.
 */
export function PageFooter() {
  const { links } = useRoot().footer;
  return (
    <div className="flex flex-wrap gap-x-5">
      <LanguageSwitch />
      {links.map(({ href, label }) => (
        <a
          key={label}
          href={href}
          target="_blank"
          rel="noopener"
          className="inline-flex min-h-11 items-center"
        >
          {label}
        </a>
      ))}
    </div>
  );
}
