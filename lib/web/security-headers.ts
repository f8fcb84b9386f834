import { randomBytes } from "node:crypto";
import { config } from "@/lib/config";

/** A nonce for one response: 128 random bits. */
export const makeNonce = () => randomBytes(16).toString("base64");

/**
 * The Content Security Policy of one response: scripts and styles only from here, and scripts only with this nonce.
 *
 * @param nonce fresh for every response
 */
export function contentSecurityPolicy(nonce: string): string {
  const development = !config().production;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
