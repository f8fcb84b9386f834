import { z } from "zod";
import { type VerificationStatus, verificationStatus } from "@/lib/flows/verification/status";
import { watchVerification } from "@/lib/flows/verification/watch";
import { drainingSignal } from "@/lib/lifecycle";
import { processWide } from "@/lib/process-wide";
import { readCaller } from "./caller";

/** How many may wait on one process at a time; others ask now and then instead. */
const MAX_WAITERS = 5_000;
/** Often enough that no proxy takes the connection for dead. */
const HEARTBEAT_MS = 25_000;

const noStore = { "Cache-Control": "no-store" };
const streamHeaders = {
  "Content-Type": "text/event-stream",
  // Neither compressed nor held back on the way, or nothing would arrive.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

const state = processWide("waiters", () => ({ count: 0 }));

async function read(id: string): Promise<VerificationStatus | null> {
  return z.uuid().safeParse(id).success ? verificationStatus(id, await readCaller()) : null;
}

/** Answers how a verification of this client stands. */
export async function answerStatus(id: string): Promise<Response> {
  const status = await read(id);
  if (status === null) return new Response(null, { status: 404, headers: noStore });
  return Response.json({ status }, { headers: noStore });
}

/**
 * Answers with a stream of server-sent events: one `status`, as soon as a verification of this client no longer waits.
 *
 * @param signal aborted when the browser goes away
 */
export async function answerEvents(id: string, signal: AbortSignal): Promise<Response> {
  const caller = await readCaller();
  const first = await read(id);
  if (first === null) return new Response(null, { status: 404, headers: noStore });
  if (first !== "unverified") return new Response(event(first), { headers: streamHeaders });
  const gone = AbortSignal.any([signal, drainingSignal()]);
  if (state.count >= MAX_WAITERS || gone.aborted)
    return new Response(null, { status: 503, headers: noStore });
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
      const stop = wait(id, recheck, () => controller.enqueue(": waiting\n\n"));
      gone.addEventListener("abort", () => stop() && controller.close(), { once: true });
      controller.enqueue(": waiting\n\n");
      // It may have been confirmed between the first look and the first wait.
      void recheck();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), { headers: streamHeaders });
}

const event = (status: VerificationStatus) => `event: status\ndata: ${status}\n\n`;

/** Waits for a change and keeps the connection warm. Returns what ends it: true the first time. */
function wait(id: string, onChange: () => void, onHeartbeat: () => void): () => boolean {
  state.count += 1;
  let isOver = false;
  const unwatch = watchVerification(id, onChange);
  const heartbeat = setInterval(onHeartbeat, HEARTBEAT_MS).unref();
  return () => {
    if (isOver) return false;
    isOver = true;
    state.count -= 1;
    unwatch();
    clearInterval(heartbeat);
    return true;
  };
}
