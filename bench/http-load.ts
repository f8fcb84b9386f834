import autocannon from "autocannon";

const TIMES = 20;
const CONNECTIONS = 16;

/** Gets a page or a response of the API. Throws unless it succeeds. */
export async function get(url: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}.`);
  return answer.text();
}

/** Returns the median duration of twenty calls, in milliseconds. */
export async function medianMs(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
  return Math.round(times.sort((a, b) => a - b)[TIMES / 2] ?? 0);
}

/** Requests per second, and the response times at the median and the 99th percentile. */
export type Measured = { perSecond: number; p50Ms: number; p99Ms: number };

/** A request to repeat. */
export type Load = {
  url: string;
  headers?: Record<string, string>;
  /** The JSON of a POST, by the number of the request. Without it the request is a GET. */
  body?: (index: number) => unknown;
  /** Whether each request comes from another network, as `X-Forwarded-For` tells. */
  fromManyNetworks?: boolean;
};

let networks = 0;

/** Returns an address of a network that no earlier request came from. */
function nextNetwork(): string {
  const index = networks++;
  return `${11 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.1`;
}

/**
 * Sends a request repeatedly on 16 connections.
 *
 * @throws if a response has another status than 2xx
 */
export async function repeat(load: Load, seconds: number): Promise<Measured> {
  const { pathname } = new URL(load.url);
  let index = 0;
  const result = await autocannon({
    url: load.url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: load.body ? "POST" : "GET",
        path: pathname,
        setupRequest: (request) => ({
          ...request,
          headers: {
            ...request.headers,
            ...load.headers,
            ...(load.body && { "content-type": "application/json" }),
            ...(load.fromManyNetworks && { "x-forwarded-for": nextNetwork() }),
          },
          ...(load.body && { body: JSON.stringify(load.body(index++)) }),
        }),
      },
    ],
  });
  const { non2xx, errors, latency } = result;
  if (non2xx + errors > 0) throw new Error(`${load.url} failed ${non2xx + errors} times.`);
  return { perSecond: result.requests.total / result.duration, p50Ms: latency.p50, p99Ms: latency.p99 };
}
