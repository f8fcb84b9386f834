import type { App } from "@/e2e/servers/app";

const AT_ONCE = 12;
/**
 * A password of the maximum length, full of characters that can be read as letters: the most expensive case for the
 * strength estimate.
 */
const COSTLY_PASSWORD = "p4$$w0rd1!".repeat(13).slice(0, 128);

async function signUp(app: App, address: string): Promise<void> {
  const answer = await fetch(`${app.url}/api/v1/sign-ups`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ emailAddress: address, password: COSTLY_PASSWORD, strategy: "email_code" }),
  });
  await answer.text();
  if (answer.status >= 500 || answer.status === 429) throw new Error(`A sign-up failed: ${answer.status}`);
}

/** Requests `/api/health/live` repeatedly until the work ends. Returns the slowest response time in milliseconds. */
async function slowestLive(app: App, work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = work.finally(() => {
    isOver = true;
  });
  let slowest = 0;
  do {
    const startedAt = performance.now();
    await (await fetch(`${app.url}/api/health/live`)).text();
    slowest = Math.max(slowest, performance.now() - startedAt);
  } while (!isOver);
  await end;
  return Math.round(slowest);
}

/**
 * Measures how long the liveness check takes during twelve concurrent sign-ups: during the first ones, which load the
 * word lists, and during later ones.
 */
export async function measureSignUps(app: App): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const round of ["first", "later"]) {
    const addresses = Array.from({ length: AT_ONCE }, (_, nth) => `${round}-${nth}@bench.example`);
    const signUps = Promise.all(addresses.map((address) => signUp(app, address)));
    const name = `slowest /api/health/live during ${AT_ONCE} concurrent sign-ups, ${round}`;
    times[name] = await slowestLive(app, signUps);
  }
  return times;
}
