/** The page that the client runs in, or `null` in an app. */
export function page(): Location | null {
  return typeof location === "undefined" ? null : location;
}

/** Leads a browser to another page; an app is led on by whoever wrote it. */
export function navigateTo(url: string): void {
  page()?.assign(url);
}
