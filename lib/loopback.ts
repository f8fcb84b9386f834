import { isIPv4 } from "node:net";

/**
 * Checks whether a host name or address is reachable only from this machine.
 *
 * @param host as in a URL or as a server listens on it; an IPv6 address with or without brackets
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    (isIPv4(name) && name.startsWith("127.")) ||
    name.startsWith("::ffff:127.")
  );
}

/** Checks whether the host of a URL is this machine. */
export const isLoopbackUrl = (url: string): boolean => isLoopbackHost(new URL(url).hostname);
