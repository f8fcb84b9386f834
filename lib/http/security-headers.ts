import { randomBytes } from "node:crypto";
import { isAppOrigin } from "@/lib/allowed-origins";
import { config } from "@/lib/config";

/** Generates a nonce for one response: 128 random bits. */
export const generateNonce = () => randomBytes(16).toString("base64url");

/** The HTML of a message, which the inbox shows in a frame. */
const MESSAGE_PATH = /^\/inbox\/messages\/[^/]+\/html$/;

/** Blocks all scripts and requests of a message except for the logo, and lets only this app frame it. */
function messagePolicy(): string {
  const logo = logoOrigin();
  const images = logo === null ? "" : ` img-src ${logo};`;
  return `default-src 'none';${images} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox`;
}

/** Returns the origin of the logo, or `null` without one. */
function logoOrigin(): string | null {
  const { logoUrl } = config().brand;
  return logoUrl === null ? null : new URL(logoUrl).origin;
}

/**
 * Returns the Content Security Policy of one response. Styles load only from this origin, images only from it and from
 * that of the logo, and scripts run only with this nonce.
 *
 * @param pathname the path of the request; a message in the inbox has a separate policy
 * @param nonce new for every response
 */
export function contentSecurityPolicy(pathname: string, nonce: string): string {
  if (MESSAGE_PATH.test(pathname)) return messagePolicy();
  const { production, redirectOrigins } = config();
  const development = !production;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    ["img-src 'self' data:", logoOrigin()].filter((source) => source !== null).join(" "),
    "manifest-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    // A form may end in a redirect to another allowed origin, and Chrome applies `form-action` to redirects too.
    ["form-action 'self'", ...redirectOrigins.map(formActionSource)].join(" "),
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Converts an origin to a CSP source. CSP accepts the scheme of an app only without a host. */
const formActionSource = (origin: string) => (isAppOrigin(origin) ? new URL(origin).protocol : origin);
