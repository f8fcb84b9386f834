import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { App } from "@/e2e/servers/app";
import { AUTH_SECRET, POSTGRES_URL_FILE } from "@/e2e/servers/paths";
import { createDatabase } from "@/e2e/servers/postgres";
import { addressOf, TEST_USER_COUNT, TEST_USER_PASSWORD } from "@/e2e/users";
import { buildWithBarePage } from "./bare-page";
import { type Load, repeat } from "./http-load";
import { memoryKb, peakMemoryKb } from "./memory";
import { installPackages, type NextApp, startNextApp } from "./next-app";

const ROOT = path.resolve(import.meta.dirname, "..");
const PEER = path.join(import.meta.dirname, "peer");
const BOUND = path.join(import.meta.dirname, "empty");
/** An odd number, because the median counts. */
const ROUNDS = 3;

/** The requests per second of each round, by row. */
type Rounds = Record<string, number[]>;

/** The memory of a server in MB: when it starts, at most, and at the end. */
type Memory = { started: number; most: number; end: number };

/** The results of the comparison, by workload. */
export type Comparison = { workloads: Record<string, Rounds>; memory: Record<string, Memory> };

type Servers = { bound: NextApp; peer: NextApp; ours: App; embedded: App };

const SETTINGS = { BREACH_CHECK: "off", LOG_LEVEL: "warn", TRUSTED_PROXIES: "1" };

async function startPeer(): Promise<NextApp> {
  installPackages(PEER);
  const database = await createDatabase(readFileSync(POSTGRES_URL_FILE, "utf8"), "peer");
  const settings = { DATABASE_URL: database, AUTH_SECRET };
  execFileSync(process.execPath, ["prepare.mjs", String(TEST_USER_COUNT)], {
    cwd: PEER,
    env: { ...process.env, ...settings, APP_URL: "http://localhost:3000", PASSWORD: TEST_USER_PASSWORD },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return startNextApp(PEER, PEER, settings);
}

async function startServers(): Promise<Servers> {
  const build = { folder: buildWithBarePage(), v8Flags: [] };
  return {
    bound: await startNextApp(BOUND, ROOT),
    peer: await startPeer(),
    ours: await App.start("postgres", SETTINGS, true, build),
    embedded: await App.start("embedded", SETTINGS, true, build),
  };
}

/** Sends one request and returns the cookies of the response. Throws unless the response contains a text. */
async function check(load: Load, text: string): Promise<string> {
  const answer = await fetch(load.url, {
    headers: {
      ...load.headers,
      ...(load.fromManyNetworks && { "x-forwarded-for": "10.0.0.1" }),
      ...(load.body && { "content-type": "application/json" }),
    },
    redirect: "manual",
    ...(load.body && { method: "POST", body: JSON.stringify(load.body(0)) }),
  });
  const body = await answer.text();
  if (!answer.ok || !body.includes(text))
    throw new Error(`${load.url}: ${answer.status} ${body.slice(0, 500)}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

const address = (index: number) => addressOf(index % TEST_USER_COUNT);
const password = TEST_USER_PASSWORD;

/** Returns the loads of each workload by row, and checks that each gets the right response. */
async function workloads({
  bound,
  peer,
  ours,
  embedded,
}: Servers): Promise<Record<string, Record<string, Load>>> {
  const many = { fromManyNetworks: true };
  const ourSignIn = (app: App): Load => ({
    url: `${app.url}/api/v1/sign-ins`,
    body: (index) => ({ identifier: address(index), password }),
    ...many,
  });
  const signIns = {
    "bound: only the hash is verified": { url: `${bound.url}/verify`, body: () => ({ password }), ...many },
    "Better Auth": {
      url: `${peer.url}/api/auth/sign-in/email`,
      body: (index: number) => ({ email: address(index), password }),
      headers: { origin: peer.url },
      ...many,
    },
    Latchkey: ourSignIn(ours),
    "Latchkey, embedded database": ourSignIn(embedded),
  };
  await check(signIns["bound: only the hash is verified"], '"verified":true');
  await check(signIns["Latchkey, embedded database"], '"complete"');
  const peerCookie = { cookie: await check(signIns["Better Auth"], '"token"') };
  const ourCookie = { cookie: await check(signIns.Latchkey, '"complete"') };
  const sessions = {
    "Better Auth": { url: `${peer.url}/api/auth/get-session`, headers: peerCookie, ...many },
    Latchkey: { url: `${ours.url}/api/v1/session`, headers: ourCookie, ...many },
  };
  for (const load of Object.values(sessions)) await check(load, address(0));
  const pages = {
    "bound: an empty page behind a nonce": { url: `${bound.url}/nonce` },
    "Better Auth, a bare <p>": { url: `${peer.url}/`, headers: peerCookie },
    "Latchkey, a bare <p>": { url: `${ours.url}/bare`, headers: ourCookie },
    "Latchkey, /": { url: `${ours.url}/`, headers: ourCookie },
    "Latchkey, /dashboard": { url: `${ours.url}/dashboard`, headers: ourCookie },
  };
  for (const [name, load] of Object.entries(pages))
    await check(load, name.startsWith("bound") ? "Nothing here." : address(0));
  return {
    "password sign-in, API": signIns,
    "get session, API": sessions,
    "page with its session checked in middleware and page": pages,
  };
}

/**
 * Measures the same workloads on Latchkey, on an app with Better Auth and on a bound that does only what each must do.
 * The rows of a workload take turns, so that other load on the machine affects all of them.
 *
 * @param seconds of each measurement
 */
export async function compare(seconds: number): Promise<Comparison> {
  const servers = await startServers();
  try {
    return await measure(servers, seconds);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

async function measure(servers: Servers, seconds: number): Promise<Comparison> {
  const pids = { "Better Auth": servers.peer.pid, Latchkey: servers.ours.pid };
  const started = Object.values(pids).map(memoryKb);
  const results: Record<string, Rounds> = {};
  for (const [workload, loads] of Object.entries(await workloads(servers))) {
    const rounds: Rounds = Object.fromEntries(Object.keys(loads).map((row) => [row, []]));
    for (const load of Object.values(loads)) await repeat(load, Math.ceil(seconds / 4));
    for (let round = 0; round < ROUNDS; round++)
      for (const [row, load] of Object.entries(loads))
        rounds[row]?.push((await repeat(load, seconds)).perSecond);
    results[workload] = rounds;
  }
  const toMb = (kb: number) => Math.round(kb / 1024);
  const memory = Object.fromEntries(
    Object.entries(pids).map(([row, pid], index) => [
      row,
      { started: toMb(started[index] ?? 0), most: toMb(peakMemoryKb(pid)), end: toMb(memoryKb(pid)) },
    ]),
  );
  return { workloads: results, memory };
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Returns the ratio of two rows: the median of the rounds, and the lowest and highest. */
function ratio(row: number[], reference: number[] | undefined): string {
  if (reference === undefined || row === reference) return "";
  const ratios = row.map((perSecond, round) => perSecond / (reference[round] ?? Number.NaN));
  const [lowest, middle, highest] = [Math.min(...ratios), median(ratios), Math.max(...ratios)];
  return `${middle.toFixed(2)} (${lowest.toFixed(2)}–${highest.toFixed(2)})`;
}

/** Prints the tables of the comparison. */
export function printComparison({ workloads, memory }: Comparison): void {
  for (const [workload, rounds] of Object.entries(workloads)) {
    const reference = (start: string) => Object.entries(rounds).find(([row]) => row.startsWith(start))?.[1];
    console.log(`\n${workload}:`);
    console.table(
      Object.fromEntries(
        Object.entries(rounds).map(([row, perSecond]) => [
          row,
          {
            "per second": Math.round(median(perSecond)),
            "lowest and highest": `${Math.round(Math.min(...perSecond))}–${Math.round(Math.max(...perSecond))}`,
            "of the bound": ratio(perSecond, reference("bound")),
            "of Better Auth": ratio(perSecond, reference("Better Auth")),
          },
        ]),
      ),
    );
  }
  console.log("\nMemory of the servers in MB:");
  console.table(memory);
}
