import type { App } from "@/e2e/servers/app";
import { addressOf, TEST_USER_COUNT, TEST_USER_PASSWORD } from "@/e2e/users";

const REQUESTS = 600;
/** Fewer than the comparison has, so that the times are those of the work and not of a queue. */
const LANES = 4;

/** Response times at the 95th percentile, in milliseconds, by request. */
export type Growth = Record<string, number>;

/** Returns the 95th percentile of the response times of a request. */
async function p95Ms(request: (index: number) => Promise<Response>): Promise<number> {
  const times: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < REQUESTS) {
      const index = next++;
      const startedAt = performance.now();
      const answer = await request(index);
      await answer.arrayBuffer();
      times.push(performance.now() - startedAt);
      if (!answer.ok) throw new Error(`${answer.url} was answered with ${answer.status}.`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  times.sort((a, b) => a - b);
  return Math.round(10 * (times[Math.floor(0.95 * times.length)] ?? 0)) / 10;
}

/** Measures a sign-in, a session check and a reset request with the users and sessions that the database has. */
export async function measureGrowth(app: App): Promise<Growth> {
  const address = (index: number) => addressOf(index % TEST_USER_COUNT);
  const post = (body: object) =>
    fetch(`${app.url}/api/v1/sign-ins`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const signIn = (index: number) => post({ identifier: address(index), password: TEST_USER_PASSWORD });
  const reset = (index: number) =>
    post({ identifier: address(index), strategy: "reset_password_email_code" });
  const cookie = (await signIn(0)).headers
    .getSetCookie()
    .map((pair) => pair.split(";")[0])
    .join("; ");
  const session = () => fetch(`${app.url}/api/v1/session`, { headers: { cookie } });
  return { "sign-in": await p95Ms(signIn), "get session": await p95Ms(session), reset: await p95Ms(reset) };
}
