/** Returns the visible text of HTML, without its markup and the comments that React leaves between strings. */
export function readable(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

/** Returns the URLs that HTML links to, in order. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => (href ?? "").replaceAll("&amp;", "&"));
}

/** Common English words that are not German words as well. Almost every English sentence contains one. */
const ENGLISH = new Set(
  `the your you were is it if of from to and for by at as with be has sign password account address number device
   minutes day days message asks join invitation owner member`.split(/\s+/),
);

/** Returns the English words of a text, except those in URLs. */
export function englishIn(text: string): string[] {
  const words =
    text
      .replace(/https?:\S+/g, "")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.filter((word) => ENGLISH.has(word));
}
