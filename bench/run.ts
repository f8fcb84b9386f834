/**
 * `npm run bench`: measures in one run the sign-ins and session checks per second, compared with argon2 alone on this
 * machine and with an empty dynamic page of the same Next; the event loop lag; the effect of a slow mail server; a
 * thousand pages that wait for their link; whether response times reveal accounts; lists and pages with a million
 * users; and the Lighthouse scores of three pages. Prints tables and writes bench/results/latest.json.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { hash, verify } from "@node-rs/argon2";
import autocannon from "autocannon";
import { readForm, sendForm } from "@/e2e/raw-form";
import { App, type DatabaseKind } from "@/e2e/servers/app";
import { freePort } from "@/e2e/servers/port";
import setup from "@/e2e/servers/setup";
import { addressOf, TEST_USER_PASSWORD } from "@/e2e/users";
import { measureAdminPages } from "./admin-pages";
import { eventLoopLagMs, METRICS_TOKEN } from "./event-loop";
import { measurePages, type Scores } from "./lighthouse/measure";
import { measureSignUps } from "./sign-ups";
import { measureSlowProvider } from "./slow-provider";
import { measureWaiting, type Waiting } from "./sse-waiters";
import { measureTelling, type Telling } from "./timing";
import { measureSearching, type Searching } from "./users";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const CONNECTIONS = 16;
const PEOPLE_SIGNING_IN = 100;
const ROOT = path.resolve(import.meta.dirname, "..");

type Measured = { perSecond: number; p50Ms: number; p99Ms: number };

async function timed(
  lanes: number,
  seconds: number,
  once: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let index = 0;
  const lane = async () => {
    while (performance.now() < end) {
      const startedAt = performance.now();
      await once(index++);
      times.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  const elapsed = (performance.now() - startedAt) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { perSecond: times.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function argon2Alone(): Promise<Measured> {
  const made = await hash(TEST_USER_PASSWORD, {
    algorithm: 2,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
  return timed(availableParallelism(), SECONDS, () => verify(made, TEST_USER_PASSWORD));
}

/** Measures sign-ins through the page without JavaScript: each request is a real form post that creates a session. */
async function signIns(app: App): Promise<Measured> {
  const form = await readForm(`${app.url}/sign-in`, "identifier");
  const once = async (index: number) => {
    const answer = await sendForm(form, {
      identifier: addressOf(index % PEOPLE_SIGNING_IN),
      password: TEST_USER_PASSWORD,
    });
    if (!answer.cookies.includes("latchkey.session")) throw new Error(`A sign-in failed: ${answer.status}`);
  };
  await timed(CONNECTIONS, 2, once);
  return timed(CONNECTIONS, SECONDS, once);
}

async function requests(url: string, cookie = ""): Promise<Measured> {
  const options = { url, connections: CONNECTIONS, headers: cookie ? { cookie } : {} };
  await autocannon({ ...options, duration: 2 });
  const { requests: rate, latency, non2xx } = await autocannon({ ...options, duration: SECONDS });
  if (non2xx > 0) throw new Error(`${url} answered ${non2xx} times with something else than 2xx.`);
  return { perSecond: rate.average, p50Ms: latency.p50, p99Ms: latency.p99 };
}

async function signedIn(app: App): Promise<string> {
  const form = await readForm(`${app.url}/sign-in`, "identifier");
  return (await sendForm(form, { identifier: addressOf(0), password: TEST_USER_PASSWORD })).cookies;
}

async function emptyPage(): Promise<Measured> {
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const cwd = path.join(ROOT, "bench/empty");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const built = spawnSync(process.execPath, [next, "build"], { cwd, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
  const port = await freePort();
  const server = spawn(process.execPath, [next, "start", "-p", String(port)], { cwd, env, stdio: "ignore" });
  const url = `http://localhost:${port}/`;
  while (!(await fetch(url).catch(() => null))?.ok) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    return await requests(url);
  } finally {
    server.kill();
  }
}

const results: Record<string, Measured> = {};
let waiting: Waiting | null = null;
let telling: Record<string, Telling> = {};
let searching: Searching = {};
let lighthouse: Record<string, Scores> = {};
const load: Record<string, number> = {};
const stopDatabases = await setup();
results["argon2 alone"] = await argon2Alone();
results["empty dynamic page"] = await emptyPage();
for (const kind of ["embedded", "postgres"] satisfies DatabaseKind[]) {
  const settings = {
    RATE_LIMITS: "off",
    BREACH_CHECK: "off",
    LOG_LEVEL: "warn",
    METRICS_TOKEN,
    TRUSTED_PROXIES: "1",
  };
  const app = await App.start(kind, settings);
  const health = await measureSignUps(app);
  for (const [name, ms] of Object.entries(health)) load[`${name} (${kind})`] = ms;
  await eventLoopLagMs(app);
  results[`sign-in (${kind})`] = await signIns(app);
  load[`event loop's lag while signing in, p99 (${kind})`] = await eventLoopLagMs(app);
  results[`page with a checked session (${kind})`] = await requests(`${app.url}/`, await signedIn(app));
  if (kind === "postgres") {
    lighthouse = measurePages(app.url, await signedIn(app));
    waiting = await measureWaiting(app);
    telling = await measureTelling(app);
    searching = await measureSearching(app);
    Object.assign(searching, await measureAdminPages(app));
  }
  await app.stop();
}
load["forgotten password while the mail server takes five seconds, p95"] = await measureSlowProvider();
await stopDatabases();

const share = (name: string, base: string) => {
  const [measured, reference] = [results[name], results[base]];
  return measured && reference
    ? `${Math.round((100 * measured.perSecond) / reference.perSecond)} % of ${base}`
    : "";
};
const base = (name: string) =>
  name.startsWith("sign-in") ? "argon2 alone" : name.startsWith("page") ? "empty dynamic page" : "";

console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.versions.node}\n`,
);
console.table(
  Object.fromEntries(
    Object.entries(results).map(([name, { perSecond, p50Ms, p99Ms }]) => [
      name,
      {
        "per second": Math.round(perSecond),
        "p50 ms": Math.round(p50Ms * 10) / 10,
        "p99 ms": Math.round(p99Ms * 10) / 10,
        compared: share(name, base(name)),
      },
    ]),
  ),
);
console.log("\nUnder load, in ms:");
console.table(load);
console.log("\nPages waiting for a link, from the press of Confirm to the waiting page:");
console.table(waiting);
console.log("\nAnswers for an address with an account, and for one without:");
console.table(telling);
console.log("\nAnswers among a million users, in ms:");
console.table(searching);
console.log("\nLighthouse, mobile preset, the middle of five runs:");
console.table(lighthouse);
const folder = path.join(ROOT, "bench/results");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(
  path.join(folder, "latest.json"),
  `${JSON.stringify({ ...results, load, waiting, telling, searching, lighthouse }, null, 2)}\n`,
);
