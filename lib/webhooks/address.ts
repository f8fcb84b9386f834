import { type LookupAddress, lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import { config } from "@/lib/config";
import type { MessageOverride } from "@/lib/errors";
import { isPublicAddress } from "@/lib/identifiers/ip-address";

/** Names of this machine (RFC 6761 §6.3), whatever they resolve to. */
const LOCAL_NAME = /(^|\.)localhost\.?$/;

/**
 * Ports of web servers. Other ports belong to databases, mail servers and the like. The empty one is the default of the
 * scheme.
 */
const PORTS = ["", "80", "443", "8080", "8443"];

const MAX_URL_LENGTH = 2_000;

const urlSchema = z
  .url({ protocol: /^https?$/ })
  .max(MAX_URL_LENGTH)
  .transform((typed) => new URL(typed));

type UrlRefusal = Extract<MessageOverride["key"], `url_${string}`>;

/** Returns the host in the form that `connect` expects: an IPv6 address without its brackets. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

/**
 * Parses the URL of an endpoint. The URL parser normalizes all spellings of an address, including decimal and octal
 * ones.
 *
 * @returns the normalized URL, or the key of the message that explains why events cannot be sent there
 */
export function readEndpointUrl(typed: string): { url: string } | { refusal: UrlRefusal } {
  const parsed = urlSchema.safeParse(typed);
  if (!parsed.success) return { refusal: "url_incomplete" };
  const refusal = refuseUrl(parsed.data);
  return refusal === null ? { url: parsed.data.href } : { refusal };
}

/**
 * Returns the key of the message that explains why events cannot be sent to a URL, or `null` if they can. Checks only
 * the URL itself, without resolving its name.
 */
export function refuseUrl(url: URL): UrlRefusal | null {
  if (!["https:", "http:"].includes(url.protocol)) return "url_without_https";
  if (url.username || url.password) return "url_with_password";
  if (config().webhooks.allowPrivate) return null;
  if (url.protocol !== "https:") return "url_without_https";
  if (!PORTS.includes(url.port)) return "url_port";
  const host = hostOf(url);
  const isOurs = isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicAddress(host);
  return isOurs ? "url_private" : null;
}

/** Thrown when the name of a host resolves to an address that events must not be sent to. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/**
 * Resolves the host name for the connection itself, so that the name cannot resolve to another address between check
 * and use (DNS rebinding). Fails with `PrivateAddressError` if any of its addresses is not public, unless
 * `WEBHOOK_ALLOW_PRIVATE` is set.
 */
export const lookupPublicAddress: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const refusal = error ?? refuseAddresses(addresses);
    const [first] = addresses ?? [];
    if (refusal !== null || first === undefined) done(refusal ?? new Error("No address"), "");
    else if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function refuseAddresses(addresses: LookupAddress[]): PrivateAddressError | null {
  if (config().webhooks.allowPrivate || addresses.every(({ address }) => isPublicAddress(address)))
    return null;
  return new PrivateAddressError("The host has a private address");
}
