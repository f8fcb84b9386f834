type SubjectsProps = {
  /** The accessible name of the navigation. */
  label: string;
  subjects: { href: string; label: string }[];
  /** The path of the current section, if each section has a separate page. */
  here?: string;
};

/** The navigation of an area with several sections. On narrow screens it is a single line that scrolls horizontally. */
export function SectionNav({ label, subjects, here }: SubjectsProps) {
  return (
    <nav
      aria-label={label}
      className="no-print -mx-6 overflow-x-auto border-b border-line px-6 pt-3 lg:mx-0 lg:overflow-visible lg:border-0 lg:px-0 lg:pt-10"
    >
      <ul className="flex gap-x-6 lg:sticky lg:top-10 lg:flex-col">
        {subjects.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="inline-flex min-h-11 items-center whitespace-nowrap text-quiet no-underline hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
