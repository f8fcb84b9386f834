import { randomBytes } from "node:crypto";
import { isAppOrigin } from "@/lib/allowed-origins";
import { config } from "@/lib/config";

/** A nonce for one response: 128 random bits. */
export const generateNonce = () => randomBytes(16).toString("base64");

/** A message's HTML, which the inbox shows in a frame. */
const MESSAGE_PATH = /^\/inbox\/messages\/[^/]+\/html$/;

/** Nothing in a message runs, nothing is fetched, and only this app may frame it. */
const MESSAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

/**
 * The Content Security Policy of one response: scripts and styles only from here, and scripts only with this nonce.
 *
 * @param pathname the request's; a message in the inbox gets a policy of its own
 * @param nonce fresh for every response
 */
export function contentSecurityPolicy(pathname: string, nonce: string): string {
  if (MESSAGE_PATH.test(pathname)) return MESSAGE_POLICY;
  const { production, redirectOrigins } = config();
  const development = !production;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    // A form may end on another origin that a redirect may lead to, and Chrome holds redirects to this too.
    ["form-action 'self'", ...redirectOrigins.map(formActionSource)].join(" "),
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** An origin as a source of CSP, which knows schemes of apps only without a host. */
const formActionSource = (origin: string) => (isAppOrigin(origin) ? new URL(origin).protocol : origin);
