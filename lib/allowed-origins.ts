/** Schemes that browsers execute, open locally or reserve. None of them can be the scheme of an app. */
const RESERVED_SCHEMES = [
  ...["about", "blob", "chrome", "content", "data", "file", "filesystem", "ftp", "http", "https", "intent"],
  ...["jar", "javascript", "mailto", "resource", "sms", "tel", "vbscript", "view-source", "ws", "wss"],
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Schemes that all extensions of a browser share. Only the ID identifies one extension. */
const EXTENSION_IDS: Record<string, RegExp> = {
  "chrome-extension": /^[a-p]{32}$/,
  "moz-extension": UUID,
  "safari-web-extension": UUID,
};

/** A scheme (RFC 3986 §3.1), optionally followed by a host. */
const APP_ORIGIN = /^([a-z][a-z0-9+.-]*):\/\/((?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)?)$/;

/**
 * Parses an origin from a setting.
 *
 * @param text an http or https origin, `chrome-extension://ID`, or the scheme of an app such as `com.example.app://`
 * @returns the origin as browsers send it, or `null` for anything else, such as a URL with a path
 */
export function parseOrigin(text: string): string | null {
  if (/^https?:/i.test(text)) {
    const bare = text.replace(/\/+$/, "");
    return URL.canParse(bare) && new URL(bare).origin === bare && !bare.includes("*") ? bare : null;
  }
  const [, scheme = "", host = ""] = APP_ORIGIN.exec(text) ?? [];
  if (scheme === "" || RESERVED_SCHEMES.includes(scheme)) return null;
  const extensionId = EXTENSION_IDS[scheme];
  return extensionId === undefined || extensionId.test(host) ? text : null;
}

/** Whether an origin is that of an app or extension, which uses a bearer token instead of cookies. */
export function isAppOrigin(origin: string): boolean {
  return origin.includes("://") && !/^https?:/i.test(origin);
}

/**
 * Whether the settings allow an origin. A scheme without a host allows every host of that scheme.
 *
 * @param allowed results of `parseOrigin`
 */
export function isAllowedOrigin(origin: string, allowed: string[]): boolean {
  return allowed.some((entry) => (entry.endsWith("://") ? origin.startsWith(entry) : origin === entry));
}

/** Returns the origin of a URL. For schemes without an origin in the URL standard, it is the scheme and the host. */
export function originOf({ origin, protocol, host }: URL): string {
  return origin === "null" ? `${protocol}//${host}` : origin;
}
