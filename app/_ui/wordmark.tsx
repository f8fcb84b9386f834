/** The product name with its keyhole. */
export function Wordmark() {
  return (
    <a href="/" className="inline-flex min-h-11 items-center gap-2 font-semibold text-ink no-underline">
      <svg viewBox="0 0 20 28" className="h-6 w-auto fill-brass" aria-hidden="true">
        <path d="M10 0a8 8 0 0 0-3.8 15L3.5 27h13L13.8 15A8 8 0 0 0 10 0Z" />
      </svg>
      Latchkey
    </a>
  );
}
