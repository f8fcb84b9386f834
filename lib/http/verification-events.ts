import { z } from "zod";
import { type Caller, clientHash } from "@/lib/flows/caller";
import { subscribeToVerification } from "@/lib/flows/verification/events";
import { type VerificationStatus, verificationStatus } from "@/lib/flows/verification/status";
import { globalSingleton } from "@/lib/global-singleton";
import { networkOf } from "@/lib/identifiers/ip-address";
import { isDraining } from "@/lib/lifecycle";
import { getCaller } from "./caller";
import { EVENT_STREAM_HEADERS, EventStream } from "./event-stream";

/**
 * The maximum number of streams that one process keeps open: in total, per client and per network. Streams are counted
 * per process because the process owns the sockets. A page without a stream polls instead.
 */
const MAX_STREAMS = 5_000;
const MAX_STREAMS_OF_CLIENT = 5;
const MAX_STREAMS_OF_NETWORK = 50;
const ASK_AGAIN_SECONDS = 2;

const noStore = { "Cache-Control": "no-store" };

const state = globalSingleton("waiters", () => ({ count: 0, bySource: new Map<string, number>() }));

/** Returns the counters that a stream belongs to, with the maximum of each. */
function sourcesOf(caller: Caller): { source: string; max: number }[] {
  const client = Buffer.from(clientHash(caller)).toString("base64");
  return [
    { source: `client ${client}`, max: MAX_STREAMS_OF_CLIENT },
    { source: `network ${networkOf(caller.metadata.ipAddress)}`, max: MAX_STREAMS_OF_NETWORK },
  ];
}

function count(sources: { source: string }[], step: 1 | -1): void {
  state.count += step;
  for (const { source } of sources) {
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
 */
export async function handleEventStream(id: string, request: Request): Promise<Response> {
  const caller = await getCaller();
  const first = await read(id);
  if (first === null) return new Response(null, { status: 404, headers: noStore });
  if (first !== "unverified") return new Response(event(first), { headers: EVENT_STREAM_HEADERS });
  const retryLater = { ...noStore, "Retry-After": String(ASK_AGAIN_SECONDS) };
  const sources = sourcesOf(caller);
  if (sources.some(({ source, max }) => (state.bySource.get(source) ?? 0) >= max))
    return new Response(null, { status: 429, headers: retryLater });
  if (state.count >= MAX_STREAMS || isDraining())
    return new Response(null, { status: 503, headers: retryLater });
  count(sources, 1);
  const stream = new EventStream(() => {
    unsubscribe();
    count(sources, -1);
  });
  const end = (status: VerificationStatus) => {
    stream.send(event(status));
    stream.end();
  };
  const recheck = async () => {
    const status = await verificationStatus(id, caller).catch(() => "unverified" as const);
    if (status !== "unverified") end(status ?? "expired");
  };
  const unsubscribe = subscribeToVerification(id, recheck);
  // The link may have been confirmed between the first read and the subscription.
  void recheck();
  return stream.toResponse(request);
}

const event = (status: VerificationStatus) => `event: status\ndata: ${status}\n\n`;
