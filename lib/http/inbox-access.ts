import { config } from "@/lib/config";
import { isLoopbackUrl } from "@/lib/loopback";
import { hasBearerToken } from "./bearer";
import { requestedHost } from "./incoming-request";

/**
 * Whether a request may see the development inbox. Without a token the inbox accepts only requests to a name of this machine:
 * another name that leads here is one that a website had resolved to loopback (DNS rebinding).
 *
 * @returns 404 where the inbox is off or the Host header names another host, 401 where it wants a token and the request carries
 *   none, otherwise `null`
 */
export function inboxRefusal(headers: Headers): 404 | 401 | null {
  const { on, token } = config().inbox;
  if (!on) return 404;
  if (token !== null) return hasBearerToken(headers, token) ? null : 401;
  return isLoopbackRequest(headers) ? null : 404;
}

function isLoopbackRequest(headers: Headers): boolean {
  const url = `http://${requestedHost(headers)}`;
  return /^http:\/\/[\w.:[\]-]+$/.test(url) && URL.canParse(url) && isLoopbackUrl(url);
}
