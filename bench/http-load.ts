const TIMES = 20;

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
