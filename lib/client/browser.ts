/** Returns the page that the client runs in, or `null` in an app. */
export function page(): Location | null {
  return typeof location === "undefined" ? null : location;
}

/** Redirects a browser to another page. In an app it has no effect. */
export function navigateTo(url: string): void {
  page()?.assign(url);
}
