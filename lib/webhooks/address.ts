import { type LookupAddress, lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import { config } from "@/lib/config";
import type { MessageOverride } from "@/lib/errors";
import { isPublicAddress } from "@/lib/identifiers/ip-address";

/** Names of this machine (RFC 6761 §6.3), whatever they resolve to. */
const LOCAL_NAME = /(^|\.)localhost\.?$/;

/** Ports that web servers are reached by; others are those of databases, mail servers and the like. An empty one is the scheme's. */
const PORTS = ["", "80", "443", "8080", "8443"];

const MAX_URL_LENGTH = 2_000;

const urlSchema = z
  .url({ protocol: /^https?$/ })
  .max(MAX_URL_LENGTH)
  .transform((typed) => new URL(typed));

type UrlRefusal = Extract<MessageOverride["key"], `url_${string}`>;

/** A host as `connect` takes it: an IPv6 address without its brackets. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

/**
 * Reads the URL of an endpoint. All spellings of an address, decimal and octal ones too, are one by then.
 *
 * @returns the URL in its normal form, or the words that say why events cannot go there
 */
export function readEndpointUrl(typed: string): { url: string } | { refusal: UrlRefusal } {
  const parsed = urlSchema.safeParse(typed);
  if (!parsed.success) return { refusal: "url_incomplete" };
  const refusal = refuseUrl(parsed.data);
  return refusal === null ? { url: parsed.data.href } : { refusal };
}

/** The words that say why events cannot go to a URL, as far as it tells by itself; `null` if they can. */
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

/** Why a request was not made: the name of its host stands for an address that events must not go to. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/**
 * Resolves a name for the very connection that is about to be made, so that a name cannot stand for another address by
 * then (DNS rebinding). Fails with `PrivateAddressError` if any of its addresses is not public, unless
 * `WEBHOOK_ALLOW_PRIVATE`.
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
