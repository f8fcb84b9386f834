import type { PageBrand } from "@/lib/http/brand";

/** The link to the home page: the logo of the app, or its name with a keyhole. */
export function Wordmark({ name, logoUrl }: PageBrand) {
  return (
    <a href="/" className="wordmark">
      {logoUrl === null ? (
        <>
          <svg viewBox="0 0 20 28" className="h-6 w-auto shrink-0 fill-brass" aria-hidden="true">
            <path d="M10 0a8 8 0 0 0-3.8 15L3.5 27h13L13.8 15A8 8 0 0 0 10 0Z" />
          </svg>
          {name}
        </>
      ) : (
        // biome-ignore lint/performance/noImgElement: it loads from another origin, without this server.
        <img src={logoUrl} alt={name} className="h-8 w-auto max-w-60 object-contain object-left" />
      )}
    </a>
  );
}
