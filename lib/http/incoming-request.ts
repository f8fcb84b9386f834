import type { IncomingMessage } from "node:http";
import { config } from "@/lib/config";
import { globalSingleton } from "@/lib/global-singleton";
import { clientAddress } from "@/lib/identifiers/client-address";
import { ownHost } from "./origin";

const ADDRESS_HEADER = "x-latchkey-address";
const HOST_HEADER = "x-latchkey-host";

/** Headers by which a request claims to be for another host, port or protocol. */
const CLAIMS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

const state = globalSingleton("incoming", () => ({ isPrepared: false }));

/**
 * Prepares a request before Next reads it: notes the client's address and the requested host, over whatever the client sent
 * by these names, and makes `APP_URL` authoritative. Next would compare a server action's Origin with the Host header, and
 * take its own protocol from X-Forwarded-Proto.
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
  headers[HOST_HEADER] = headers.host ?? "";
  headers.host = ownHost(headers.origin ?? null);
  for (const name of CLAIMS) delete headers[name];
}

/** The address of the client that sent a request; `null` if there is none. A host without servers of ours shows no socket. */
export function requestAddress(headers: Headers): string | null {
  if (state.isPrepared) return headers.get(ADDRESS_HEADER) || null;
  const path = {
    peer: null,
    xForwardedFor: headers.get("x-forwarded-for"),
    forwarded: headers.get("forwarded"),
  };
  return clientAddress(path, config().trustedProxies, config().forwardedHeader);
}

/** The Host header as the client sent it. Only for the log, and to refuse: `APP_URL` says which host this is. */
export function requestedHost(headers: Headers): string | null {
  return headers.get(state.isPrepared ? HOST_HEADER : "host") || null;
}
