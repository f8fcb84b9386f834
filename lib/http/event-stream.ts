import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { globalSingleton } from "@/lib/global-singleton";
import { drainingSignal } from "@/lib/lifecycle";

/** Names the event stream of a response, for `sendEventStream`. It is never sent. */
const STREAM_HEADER = "x-latchkey-event-stream";
/** Short enough that no proxy closes the connection as idle. */
const HEARTBEAT_MS = 25_000;
/** How long a stream waits for its response to begin. */
const BEGINS_WITHIN_MS = 10_000;

/** The headers of every stream. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  // Disables compression and buffering on the way. With them, events would not arrive in time.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

type State = {
  /** Whether this process calls `sendEventStream` for its responses. */
  isPrepared: boolean;
  /** The streams whose response has not begun, by the value of their header. */
  waiting: Map<string, { stream: EventStream; tooLate: NodeJS.Timeout }>;
  open: Set<EventStream>;
  heartbeat: NodeJS.Timeout | null;
};

const state = globalSingleton<State>("event-streams", () => {
  const made: State = { isPrepared: false, waiting: new Map(), open: new Set(), heartbeat: null };
  drainingSignal().addEventListener("abort", () => [...made.open].map((stream) => stream.end()), {
    once: true,
  });
  return made;
});

/** Where a stream writes to. */
type Target = { write: (text: string) => void; end: () => void };

/**
 * A response of server-sent events. It sends heartbeats until it ends: by a call of `end`, because the client has
 * disconnected, or because the process is about to stop.
 */
export class EventStream {
  private target: Target | null = null;
  private early = "";
  private isOver = false;

  /** @param onEnd called once, when the stream ends */
  constructor(private readonly onEnd: () => void) {
    state.open.add(this);
    state.heartbeat ??= setInterval(sendHeartbeats, HEARTBEAT_MS).unref();
    this.send(": waiting\n\n");
  }

  send(text: string): void {
    if (this.isOver) return;
    if (this.target) this.target.write(text);
    else this.early += text;
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    state.open.delete(this);
    if (state.open.size === 0 && state.heartbeat !== null) {
      clearInterval(state.heartbeat);
      state.heartbeat = null;
    }
    this.onEnd();
    this.target?.end();
  }

  /** Sends what was written before the response began, and then everything else, to the response. */
  begin(target: Target): void {
    this.target = target;
    target.write(this.early);
    this.early = "";
    if (this.isOver) target.end();
  }

  /**
   * Returns the response. On this app's own server, Next.js believes that it is empty and releases everything that it
   * keeps for a request; `sendEventStream` continues. A stream then takes 55 kB instead of 95 to 141.
   */
  toResponse(request: Request): Response {
    if (!state.isPrepared)
      return new Response(this.toReadable(request.signal), { headers: EVENT_STREAM_HEADERS });
    const name = randomUUID();
    const tooLate = setTimeout(() => takeStream(name)?.end(), BEGINS_WITHIN_MS).unref();
    state.waiting.set(name, { stream: this, tooLate });
    return new Response(null, { headers: { ...EVENT_STREAM_HEADERS, [STREAM_HEADER]: name } });
  }

  private toReadable(signal: AbortSignal): ReadableStream<Uint8Array> {
    signal.addEventListener("abort", () => this.end(), { once: true });
    const encoder = new TextEncoder();
    return new ReadableStream({
      start: (controller) =>
        this.begin({
          write: (text) => controller.enqueue(encoder.encode(text)),
          end: () => controller.close(),
        }),
      cancel: () => {
        this.target = null;
        this.end();
      },
    });
  }
}

/** Returns the stream of a header, once. */
function takeStream(name: string): EventStream | undefined {
  const found = state.waiting.get(name);
  clearTimeout(found?.tooLate);
  state.waiting.delete(name);
  return found?.stream;
}

function sendHeartbeats(): void {
  for (const stream of state.open) stream.send(": waiting\n\n");
}

/** Releases what Next.js keeps for a request until its response closes, because it does not use it any more. */
function releaseRequest(response: ServerResponse): void {
  response.removeAllListeners("close");
  Reflect.deleteProperty(response.req, Symbol.for("NextInternalRequestMeta"));
}

/**
 * Prepares a response before Next.js uses it: if it is that of an `EventStream`, its end begins the stream on the
 * connection instead of ending it.
 */
export function sendEventStream(response: ServerResponse): void {
  state.isPrepared = true;
  const { write, end, writeHead } = response;
  let stream: EventStream | undefined;
  response.writeHead = ((...input: Parameters<typeof writeHead>) => {
    const name = response.getHeader(STREAM_HEADER)?.toString();
    if (name !== undefined) {
      response.removeHeader(STREAM_HEADER);
      stream = takeStream(name);
    }
    return writeHead.apply(response, input);
  }) as typeof writeHead;
  response.end = ((...input: Parameters<typeof end>) => {
    if (response.hasHeader(STREAM_HEADER)) response.writeHead(response.statusCode);
    if (stream === undefined) return end.apply(response, input);
    const begun = stream;
    stream = undefined;
    releaseRequest(response);
    response.once("close", () => begun.end());
    begun.begin({
      write: (text) => write.call(response, text, "utf8"),
      end: () => (end as () => ServerResponse).call(response),
    });
    return response;
  }) as typeof end;
}
