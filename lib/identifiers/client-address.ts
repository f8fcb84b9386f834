import { isIP } from "node:net";
import parseForwarded from "forwarded-parse";
import ipaddr from "ipaddr.js";

/** The headers in which proxies name the address that they received a request from. */
export type ForwardedHeader = "x-forwarded-for" | "forwarded";

/** The path of a request through proxies. Several headers of one name are joined by commas, in their order. */
export type RequestPath = {
  /** The address at the other end of the socket; `null` if the host does not provide it. */
  peer: string | null;
  xForwardedFor: string | null;
  forwarded: string | null;
};

/** An address with a port or zone in a `for` parameter. RFC 7239 §6 requires quotes, which some proxies omit. */
const UNQUOTED_NODE = /(\bfor=)([\w.%-]*[:[][\w.:[\]%-]*)/gi;

/** The port at the end of a node: a number, or an obfuscated one (RFC 7239 §6.2). */
const PORT = /:(\d{1,5}|_[\w.-]+)$/;

/**
 * Parses a node as proxies write it: an address with or without port, brackets, quotes or zone.
 *
 * @returns the normalized address, or `null` for `unknown`, an obfuscated identifier or anything else
 */
function parseNode(node: string): string | null {
  const bare = node.trim().replace(/^"(.*)"$/, "$1");
  for (const candidate of [bare, bare.replace(PORT, "")]) {
    const address = candidate.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
    if (isIP(address) !== 0) return ipaddr.process(address).toString();
  }
  return null;
}

/**
 * Parses the nodes of a Forwarded header (RFC 7239), farthest first. Returns none if it is malformed, because then no
 * part of it can be trusted.
 */
function nodesOfForwarded(header: string): string[] {
  try {
    return parseForwarded(header.replace(UNQUOTED_NODE, '$1"$2"')).map((element) => element.for ?? "");
  } catch {
    return [];
  }
}

function nodesOf({ xForwardedFor, forwarded }: RequestPath, header: ForwardedHeader | null): string[] {
  const name = header ?? (xForwardedFor === null ? "forwarded" : "x-forwarded-for");
  if (name === "forwarded") return forwarded === null ? [] : nodesOfForwarded(forwarded);
  return xForwardedFor === null ? [] : xForwardedFor.split(",");
}

/**
 * Determines the address of the client behind proxies. Each trusted proxy names the address that it received the
 * request from. If a proxy names no address, the address of that proxy is used: nothing farther away can be trusted,
 * and a client that could choose its address would bypass every limit.
 *
 * @param trustedProxies how many proxies of the operator the request passes
 * @param header the only header that the proxies write; `null` for X-Forwarded-For or, if a request has none, Forwarded
 * @returns the normalized address, or `null` if there is none
 */
export function clientAddress(
  path: RequestPath,
  trustedProxies: number,
  header: ForwardedHeader | null = null,
): string | null {
  const nodes = trustedProxies === 0 ? [] : nodesOf(path, header);
  const trusted = [...nodes, path.peer ?? ""].slice(-1 - trustedProxies);
  return trusted.map(parseNode).find((address) => address !== null) ?? null;
}
