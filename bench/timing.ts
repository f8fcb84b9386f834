import { type RawForm, readForm, sendForm } from "@/e2e/raw-form";
import type { App } from "@/e2e/servers/app";
import { addressOf } from "@/e2e/users";

/** The number of requests of each kind. They alternate, so that other load on the machine affects both kinds. */
const PAIRS = 100;

/**
 * The median response times for an address with an account and for one without. `z` is the result of the Mann-Whitney U
 * test: equal distributions exceed 2.58 in either direction in only one of a hundred cases.
 */
export type Telling = { knownMs: number; unknownMs: number; z: number };

const PASSWORD = "copper kites circle northward";

/** Makes a request with an identifier, and returns the response time. */
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

/** Measures a wrong code for a new reset attempt. The reset request itself is not measured. */
async function timeOfWrongCode(app: App, forgotten: RawForm, identifier: string): Promise<number> {
  const asked = await sendForm(forgotten, { identifier });
  const form = await readForm(new URL(asked.location ?? "", app.url).href, "code", asked.cookies);
  return timeOf(form, { code: "000000", password: PASSWORD, confirmPassword: PASSWORD });
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/**
 * Returns the standardized U of two samples by the normal approximation. Ties are ignored, because equal times hardly
 * ever occur.
 */
function mannWhitney(first: number[], second: number[]): number {
  const [n, m] = [first.length, second.length];
  const pairsWon = first.reduce((won, time) => won + second.filter((other) => time > other).length, 0);
  return (pairsWon - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/** Measures whether response times reveal which accounts exist. */
export async function measureTelling(app: App): Promise<Record<string, Telling>> {
  const results: Record<string, Telling> = {};
  for (const [name, ask] of Object.entries(await askings(app))) {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const askKnown = async () => known.push(await ask(addressOf(pair)));
      const askUnknown = async () => unknown.push(await ask(`unknown-${pair}@people.example`));
      for (const next of pair % 2 === 0 ? [askKnown, askUnknown] : [askUnknown, askKnown]) await next();
    }
    results[name] = { knownMs: median(known), unknownMs: median(unknown), z: mannWhitney(known, unknown) };
  }
  return results;
}
