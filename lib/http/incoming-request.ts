import type { IncomingMessage } from "node:http";
import { config } from "@/lib/config";
import { globalSingleton } from "@/lib/global-singleton";
import { clientAddress } from "@/lib/identifiers/client-address";
import { isLoopbackHost } from "@/lib/loopback";
import { ownHost } from "./origin";
import { SESSION_LOOKUP_HEADER } from "./session-lookup";

const ADDRESS_HEADER = "x-latchkey-address";
const HOST_HEADER = "x-latchkey-host";
const PEER_HEADER = "x-latchkey-peer";

/** Headers in which a request can claim another host, port or protocol. */
const CLAIMS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

const state = globalSingleton("incoming", () => ({ isPrepared: false }));

/**
 * Prepares a request before Next.js reads it. Records the client address, the peer and the requested host, overwriting
 * headers of these names from the client, removes the ID of a session lookup, and makes `APP_URL` authoritative.
 * Next.js would compare the Origin of a server action with the Host header, and take its own protocol from
 * X-Forwarded-Proto.
 */
export function prepareRequest({ headers, socket }: IncomingMessage): void {
  state.isPrepared = true;
  const { trustedProxies, forwardedHeader } = config();
  const path = {
    peer: socket.remoteAddress ?? null,
    xForwardedFor: headers["x-forwarded-for"]?.toString() ?? null,
    forwarded: headers.forwarded ?? null,
  };
  headers[ADDRESS_HEADER] = clientAddress(path, trustedProxies, forwardedHeader) ?? "";
  headers[PEER_HEADER] = path.peer ?? "";
  headers[HOST_HEADER] = headers.host ?? "";
  headers.host = ownHost(headers.origin ?? null);
  for (const name of CLAIMS) delete headers[name];
  delete headers[SESSION_LOOKUP_HEADER];
}

/**
 * Returns the client address of a request, or `null` if it is unknown. On a host without this app's own server the
 * socket address is not available.
 */
export function requestAddress(headers: Headers): string | null {
  if (state.isPrepared) return headers.get(ADDRESS_HEADER) || null;
  const path = {
    peer: null,
    xForwardedFor: headers.get("x-forwarded-for"),
    forwarded: headers.get("forwarded"),
  };
  return clientAddress(path, config().trustedProxies, config().forwardedHeader);
}

/**
 * Returns the Host header as the client sent it. Use it only for the log and to reject requests: `APP_URL` defines the
 * host of this app.
 */
export function requestedHost(headers: Headers): string | null {
  return headers.get(state.isPrepared ? HOST_HEADER : "host") || null;
}

/**
 * Whether a request may come from this machine: its connection comes from a loopback address or a Unix socket. On a
 * host without this app's own server the peer is unknown, and this returns true.
 */
export function mayComeFromThisMachine(headers: Headers): boolean {
  const peer = state.isPrepared ? headers.get(PEER_HEADER) : null;
  return !peer || isLoopbackHost(peer);
}
