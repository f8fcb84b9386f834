import type { App } from "@/e2e/servers/app";

export const METRICS_TOKEN = "a token of the benchmark, and of nothing else";

const LAG = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m;

/** Returns the server's event loop lag at the 99th percentile since the last call, in milliseconds. */
export async function eventLoopLagMs(app: App): Promise<number> {
  const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await fetch(`${app.url}/api/metrics`, { headers }).then((answer) => answer.text());
  const [, seconds] = LAG.exec(metrics) ?? [];
  if (seconds === undefined) throw new Error("The server tells no lag of its event loop.");
  return Math.round(Number(seconds) * 1000);
}
