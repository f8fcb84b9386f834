import { addressOf } from "@/e2e/people";
import { type RawForm, readForm, sendForm } from "@/e2e/raw-form";
import type { App } from "@/e2e/servers/app";

/** How many of each are asked, in turns, so that whatever slows the machine down slows both. */
const PAIRS = 100;

/**
 * How long an answer takes for an address that has an account and for one that has none. `z` is that of the Mann-Whitney U
 * test: below 2.58 either way, a difference is what chance makes of two equal things once in a hundred times or oftener.
 */
export type Telling = { knownMs: number; unknownMs: number; z: number };

type Asking = { form: RawForm; fields: (address: string) => Record<string, string> };

async function askings(app: App): Promise<Record<string, Asking>> {
  const password = "copper kites circle northward";
  return {
    "forgotten password": {
      form: await readForm(`${app.url}/forgot-password`, "identifier"),
      fields: (identifier) => ({ identifier }),
    },
    "wrong password": {
      form: await readForm(`${app.url}/sign-in`, "password"),
      fields: (identifier) => ({ identifier, password }),
    },
    "sign-up": {
      form: await readForm(`${app.url}/sign-up`, "emailAddress"),
      fields: (emailAddress) => ({ emailAddress, password }),
    },
  };
}

async function timeOf({ form, fields }: Asking, address: string): Promise<number> {
  const startedAt = performance.now();
  await sendForm(form, fields(address));
  return performance.now() - startedAt;
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** The standardized U of two samples, by the normal approximation; equal times are as good as never there. */
function mannWhitney(first: number[], second: number[]): number {
  const [n, m] = [first.length, second.length];
  const pairsWon = first.reduce((won, time) => won + second.filter((other) => time > other).length, 0);
  return (pairsWon - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/** Measures whether the time of an answer tells who has an account. */
export async function measureTelling(app: App): Promise<Record<string, Telling>> {
  const results: Record<string, Telling> = {};
  for (const [name, asking] of Object.entries(await askings(app))) {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const ask = { known: addressOf(pair), unknown: `nobody-${pair}@people.example` };
      const first = pair % 2 === 0;
      const times = first
        ? [await timeOf(asking, ask.known), await timeOf(asking, ask.unknown)]
        : [await timeOf(asking, ask.unknown), await timeOf(asking, ask.known)].reverse();
      known.push(times[0] ?? 0);
      unknown.push(times[1] ?? 0);
    }
    const z = mannWhitney(known, unknown);
    results[name] = { knownMs: median(known), unknownMs: median(unknown), z };
  }
  return results;
}
