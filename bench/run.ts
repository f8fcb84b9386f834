/**
 * `npm run bench`: measures in one run sign-ins and session checks beside an app with Better Auth and beside bounds;
 * sign-ins by form and pages, compared with argon2 alone and with an empty dynamic page of the same Next; the event
 * loop lag; the effect of a slow mail server; a thousand pages that wait for their link; whether response times reveal
 * accounts; lists and pages with a million users; and the Lighthouse scores of three pages. Prints tables and writes
 * bench/results/latest.json. With `--quick` it measures only the comparison with Better Auth, in shorter runs.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { readForm, sendForm } from "@/e2e/raw-form";
import { App, type DatabaseKind } from "@/e2e/servers/app";
import setup from "@/e2e/servers/setup";
import { addressOf, TEST_USER_PASSWORD } from "@/e2e/users";
import { measureAdminPages } from "./admin-pages";
import { type Comparison, compare, printComparison } from "./comparison";
import { eventLoopLagMs, METRICS_TOKEN } from "./event-loop";
import { type Growth, measureGrowth } from "./growth";
import { type Measured, repeat } from "./http-load";
import { measurePages, type Scores } from "./lighthouse/measure";
import { startNextApp } from "./next-app";
import { measureSignUps } from "./sign-ups";
import { measureSlowProvider } from "./slow-provider";
import { measureWaiting, type Waiting } from "./sse-waiters";
import { measureTelling, type Telling } from "./timing";
import { createUsers, measureSearching, type Searching } from "./users";

const QUICK = process.argv.includes("--quick");
const SECONDS = Number(process.env.BENCH_SECONDS ?? (QUICK ? 1.5 : 8));
const CONNECTIONS = 16;
const PEOPLE_SIGNING_IN = 100;
const ROOT = path.resolve(import.meta.dirname, "..");

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
  const load = { url, headers: { cookie } };
  await repeat(load, 2);
  return repeat(load, SECONDS);
}

async function signedIn(app: App): Promise<string> {
  const form = await readForm(`${app.url}/sign-in`, "identifier");
  return (await sendForm(form, { identifier: addressOf(0), password: TEST_USER_PASSWORD })).cookies;
}

async function emptyPage(): Promise<Measured> {
  const server = await startNextApp(path.join(ROOT, "bench/empty"), ROOT);
  try {
    return await requests(server.url);
  } finally {
    await server.stop();
  }
}

function writeResults(measured: object): void {
  const folder = path.join(ROOT, "bench/results");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "latest.json"), `${JSON.stringify(measured, null, 2)}\n`);
}

const results: Record<string, Measured> = {};
let waiting: Waiting | null = null;
let telling: Record<string, Telling> = {};
let searching: Searching = {};
const growth: Record<string, Growth> = {};
let lighthouse: Record<string, Scores> = {};
const load: Record<string, number> = {};
const stopDatabases = await setup();
console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.versions.node}`,
);
const comparison: Comparison = await compare(SECONDS);
printComparison(comparison);
if (QUICK) {
  writeResults({ comparison });
  await stopDatabases();
  process.exit(0);
}
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
  const app = await App.start(kind, settings, true, { v8Flags: [] });
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
    growth["200 users"] = await measureGrowth(app);
    await createUsers(app);
    growth["1,000,000 users, 5,000,000 sessions"] = await measureGrowth(app);
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

console.log("\nSign-ins by form, and pages:");
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
console.log("\nAnswers at the 95th percentile, in ms:");
console.table(growth);
console.log("\nAnswers among a million users, in ms:");
console.table(searching);
console.log("\nLighthouse, mobile preset, the middle of five runs:");
console.table(lighthouse);
writeResults({ comparison, ...results, load, waiting, telling, growth, searching, lighthouse });
