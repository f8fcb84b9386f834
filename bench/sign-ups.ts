import type { App } from "@/e2e/servers/app";

const AT_ONCE = 12;
/** As long as a password may be, and full of signs that can be read as letters: what costs an estimate of strength most. */
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

/** The slowest of the answers of `/api/health/live`, asked for one after the other until the work ends, in milliseconds. */
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
 * How long a server takes to say that it is alive while twelve people sign up at the same time: at its first sign-ups, which
 * load the word lists, and at later ones.
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
