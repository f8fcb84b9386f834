import { z } from "zod";
import { type Caller, clientHash } from "@/lib/flows/caller";
import { subscribeToVerification } from "@/lib/flows/verification/events";
import { type VerificationStatus, verificationStatus } from "@/lib/flows/verification/status";
import { globalSingleton } from "@/lib/global-singleton";
import { networkOf } from "@/lib/identifiers/ip-address";
import { drainingSignal } from "@/lib/lifecycle";
import { getCaller } from "./caller";

/**
 * The maximum number of streams that one process keeps open: in total, per client and per network. Streams are counted
 * per process because the process owns the sockets. A page without a stream polls instead.
 */
const MAX_STREAMS = 5_000;
const MAX_STREAMS_OF_CLIENT = 5;
const MAX_STREAMS_OF_NETWORK = 50;
const ASK_AGAIN_SECONDS = 2;
/** Short enough that no proxy closes the connection as idle. */
const HEARTBEAT_MS = 25_000;

const noStore = { "Cache-Control": "no-store" };
const streamHeaders = {
  "Content-Type": "text/event-stream",
  // Disables compression and buffering on the way. With them, events would not arrive in time.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

const state = globalSingleton("waiters", () => ({ count: 0, bySource: new Map<string, number>() }));

/** Returns the counters that a stream belongs to, with the maximum of each. */
function sourcesOf(caller: Caller): { source: string; max: number }[] {
  const client = Buffer.from(clientHash(caller)).toString("base64");
  return [
    { source: `client ${client}`, max: MAX_STREAMS_OF_CLIENT },
    { source: `network ${networkOf(caller.metadata.ipAddress)}`, max: MAX_STREAMS_OF_NETWORK },
  ];
}

function count(caller: Caller, step: 1 | -1): void {
  state.count += step;
  for (const { source } of sourcesOf(caller)) {
    const streams = (state.bySource.get(source) ?? 0) + step;
    if (streams > 0) state.bySource.set(source, streams);
    else state.bySource.delete(source);
  }
}

async function read(id: string): Promise<VerificationStatus | null> {
  return z.uuid().safeParse(id).success ? verificationStatus(id, await getCaller()) : null;
}

/** Responds with the status of a verification of this client. */
export async function handleStatusRequest(id: string): Promise<Response> {
  const status = await read(id);
  if (status === null) return new Response(null, { status: 404, headers: noStore });
  return Response.json({ status }, { headers: noStore });
}

/**
 * Responds with a stream of server-sent events. It sends one `status` event as soon as a verification of this client is
 * no longer pending. Responds with 429 if this client or its network has the maximum number of streams open, and with
 * 503 if the process has or is shutting down.
 *
 * @param signal aborted when the browser disconnects
 */
export async function handleEventStream(id: string, signal: AbortSignal): Promise<Response> {
  const caller = await getCaller();
  const first = await read(id);
  if (first === null) return new Response(null, { status: 404, headers: noStore });
  if (first !== "unverified") return new Response(event(first), { headers: streamHeaders });
  const gone = AbortSignal.any([signal, drainingSignal()]);
  const retryLater = { ...noStore, "Retry-After": String(ASK_AGAIN_SECONDS) };
  if (sourcesOf(caller).some(({ source, max }) => (state.bySource.get(source) ?? 0) >= max))
    return new Response(null, { status: 429, headers: retryLater });
  if (state.count >= MAX_STREAMS || gone.aborted)
    return new Response(null, { status: 503, headers: retryLater });
  const stream = new ReadableStream<string>({
    start(controller) {
      const end = (last: string) => {
        if (!stop()) return;
        controller.enqueue(last);
        controller.close();
      };
      const recheck = async () => {
        const status = await verificationStatus(id, caller).catch(() => "unverified" as const);
        if (status !== "unverified") end(event(status ?? "expired"));
      };
      const stop = wait({ id, caller }, recheck, () => controller.enqueue(": waiting\n\n"));
      gone.addEventListener("abort", () => stop() && controller.close(), { once: true });
      controller.enqueue(": waiting\n\n");
      // The link may have been confirmed between the first read and the subscription.
      void recheck();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), { headers: streamHeaders });
}

const event = (status: VerificationStatus) => `event: status\ndata: ${status}\n\n`;

/** Subscribes to changes and sends heartbeats. Returns a function that stops both; the first call returns true. */
function wait(
  { id, caller }: { id: string; caller: Caller },
  onChange: () => void,
  onHeartbeat: () => void,
): () => boolean {
  count(caller, 1);
  let isOver = false;
  const unwatch = subscribeToVerification(id, onChange);
  const heartbeat = setInterval(onHeartbeat, HEARTBEAT_MS).unref();
  return () => {
    if (isOver) return false;
    isOver = true;
    count(caller, -1);
    unwatch();
    clearInterval(heartbeat);
    return true;
  };
}
