import { config } from "@/lib/config";
import { isLoopbackUrl } from "@/lib/loopback";
import { hasBearerToken } from "./bearer";
import { mayComeFromThisMachine, requestedHost } from "./incoming-request";

/**
 * Returns the status to reject a request to the development inbox with. Without an inbox token, only requests from this
 * machine to a loopback host name are accepted. Another host name that resolves to this machine may belong to a website
 * that uses DNS rebinding.
 *
 * @returns 404 if the inbox is off, or the request comes from another machine or names another host; 401 if the inbox
 *   requires a token and the request does not carry it, otherwise `null`
 */
export function inboxRefusal(headers: Headers): 404 | 401 | null {
  const { on, token } = config().inbox;
  if (!on) return 404;
  if (token !== null) return hasBearerToken(headers, token) ? null : 401;
  return mayComeFromThisMachine(headers) && namesLoopbackHost(headers) ? null : 404;
}

function namesLoopbackHost(headers: Headers): boolean {
  const url = `http://${requestedHost(headers)}`;
  return /^http:\/\/[\w.:[\]-]+$/.test(url) && URL.canParse(url) && isLoopbackUrl(url);
}
