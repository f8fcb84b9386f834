import type { IncomingMessage } from "node:http";
import { processWide } from "@/lib/process-wide";

const HEADER = "x-latchkey-peer";

const state = processWide("peer", () => ({ known: false }));

/** Notes on a request whom its socket belongs to, over whatever the client may have written there. */
export function notePeerAddress(request: IncomingMessage): void {
  state.known = true;
  request.headers[HEADER] = request.socket.remoteAddress ?? "";
}

/** The address at the other end of the socket; `null` on a host that does not let us see it. */
export function peerAddress(headers: Headers): string | null {
  return state.known ? headers.get(HEADER) || null : null;
}
