import { type RawForm, readForm, sendForm } from "@/e2e/raw-form";
import type { App } from "@/e2e/servers/app";
import { addressOf } from "@/e2e/users";

/** How many of each are asked, in turns, so that whatever slows the machine down slows both. */
const PAIRS = 100;

/**
 * How long an answer takes for an address that has an account and for one that has none. `z` is that of the Mann-Whitney U
 * test: below 2.58 either way, a difference is what chance makes of two equal things once in a hundred times or oftener.
 */
export type Telling = { knownMs: number; unknownMs: number; z: number };

const PASSWORD = "copper kites circle northward";

/** Asks something of an address, and returns how long the answer took. */
type Asking = (address: string) => Promise<number>;

async function timeOf(form: RawForm, fields: Record<string, string>): Promise<number> {
  const startedAt = performance.now();
  await sendForm(form, fields);
  return performance.now() - startedAt;
}

async function askings(app: App): Promise<Record<string, Asking>> {
  const forgotten = await readForm(`${app.url}/forgot-password`, "identifier");
  const signIn = await readForm(`${app.url}/sign-in`, "password");
  const signUp = await readForm(`${app.url}/sign-up`, "emailAddress");
  return {
    "forgotten password": (identifier) => timeOf(forgotten, { identifier }),
    "wrong code": (identifier) => timeOfWrongCode(app, forgotten, identifier),
    "wrong password": (identifier) => timeOf(signIn, { identifier, password: PASSWORD }),
    "sign-up": (emailAddress) => timeOf(signUp, { emailAddress, password: PASSWORD }),
  };
}

/** A wrong code for a reset that was asked for just now: asking is not part of the time. */
async function timeOfWrongCode(app: App, forgotten: RawForm, identifier: string): Promise<number> {
  const asked = await sendForm(forgotten, { identifier });
  const form = await readForm(new URL(asked.location ?? "", app.url).href, "code", asked.cookies);
  return timeOf(form, { code: "000000", password: PASSWORD, confirmPassword: PASSWORD });
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
  for (const [name, ask] of Object.entries(await askings(app))) {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const askKnown = async () => known.push(await ask(addressOf(pair)));
      const askUnknown = async () => unknown.push(await ask(`nobody-${pair}@people.example`));
      for (const next of pair % 2 === 0 ? [askKnown, askUnknown] : [askUnknown, askKnown]) await next();
    }
    results[name] = { knownMs: median(known), unknownMs: median(unknown), z: mannWhitney(known, unknown) };
  }
  return results;
}
