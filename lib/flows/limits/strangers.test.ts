import "@/lib/db/testing/own-database";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import type { StrategyName } from "../sign-in/attempt";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
} from "../testing/user";
import { openGuess } from "./guesses";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "30";
});

let numbers = 0;

/** Returns a phone number that belongs to no account. */
const newNumber = () => `+1415555${String(1_000 + numbers++).padStart(4, "0")}`;

const PASSWORD = "violet otter mends lanterns";

/** The addresses of an attacker: of a botnet, of one provider's customers, of the user's own network. */
const ADDRESSES = [
  ...Array.from({ length: 30 }, (_, n) => `198.51.${n}.9`),
  ...Array.from({ length: 8 }, (_, n) => `203.0.113.${n}`),
  ...Array.from({ length: 8 }, (_, n) => `2001:db8:${n}::1`),
  ...Array.from({ length: 8 }, (_, n) => `2001:db8:0:${n}::1`),
];

/** The network of a user's new device. It contains no attacker. */
const ELSEWHERE = "192.0.2.77";

const from = (ipAddress: string): Caller => {
  const caller = makeCaller();
  return { ...caller, metadata: { ...caller.metadata, ipAddress } };
};

type Victim = TestUser & { number: string };

/** An action of an attacker who knows no secret, from an address and with a new client each time. */
type Attack = (victim: Victim, ipAddress: string) => Promise<void>;

const guesses =
  (kind: "password" | "code", of: "address" | "number"): Attack =>
  async (victim, ipAddress) => {
    const identifier = victim[of];
    const target = { kind, account: victim.id, identifier, isKnownClient: false };
    await openGuess(await database(), target, from(ipAddress));
  };

const requests =
  (strategy: StrategyName): Attack =>
  async (victim, ipAddress) => {
    const identifier = strategy.includes("phone") ? victim.number : victim.address;
    const caller = from(ipAddress);
    const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
    if (begun.ok) await attemptFirstFactor({ signInId: begun.signInId, code: "000000" }, caller);
  };

const ATTACKS: Attack[] = [
  guesses("password", "address"),
  guesses("password", "number"),
  guesses("code", "address"),
  requests("email_code"),
  requests("phone_code"),
  requests("email_link"),
  requests("reset_password_email_code"),
  requests("reset_password_email_link"),
];

async function makeVictim(): Promise<Victim> {
  const db = await database();
  await db.rateLimit.deleteMany();
  const person = await createTestUser(PASSWORD);
  const number = newNumber();
  await db.phoneNumber.create({
    data: { userId: person.id, number, isPrimary: true, verifiedAt: new Date() },
  });
  return { ...person, number };
}

/** A wave of one kind of attack, from many addresses. */
const wave = fc.record({
  attack: fc.nat(ATTACKS.length - 1),
  addresses: fc.array(fc.nat(ADDRESSES.length - 1), { minLength: 1, maxLength: 40 }),
});

const waves = fc.array(wave, { minLength: 3, maxLength: 8 });

async function suffer(victim: Victim, { attack, addresses }: { attack: number; addresses: number[] }) {
  for (const address of addresses) await ATTACKS[attack]?.(victim, ADDRESSES[address] ?? "");
}

describe("under attack from any number of networks and unknown clients", () => {
  test("a user signs in on a known client, by password and by code", async () => {
    await fc.assert(
      fc.asyncProperty(waves, fc.constantFrom(...ADDRESSES), async (attacks, ipAddress) => {
        const victim = await makeVictim();
        const signedIn = await signInAs(victim, PASSWORD);
        // The client is signed out and in the same network as an attacker.
        const known = { ...signedIn, sessionToken: null, metadata: { ...signedIn.metadata, ipAddress } };
        for (const attack of attacks) {
          await suffer(victim, attack);
          const input = { identifier: victim.address, password: PASSWORD, redirectUrl: null };
          expect(await signInWithPassword(input, known)).toMatchObject({ ok: true });
        }
        const strategy = "email_code";
        const begun = await createSignIn({ identifier: victim.address, strategy, redirectUrl: null }, known);
        if (!begun.ok) throw new Error(begun.errors[0].code);
        const { signInId } = begun;
        expect(await isDelivered(signInId)).toBe(true);
        const code = await codeSentFor(signInId);
        expect(await attemptFirstFactor({ signInId, code }, known)).toMatchObject({
          ok: true,
          outcome: { status: "complete" },
        });
      }),
      { numRuns: 6 },
    );
  }, 240_000);

  test("a link to sign in or to reset the password always reaches a user on a new device", async () => {
    const strategies = fc.constantFrom<StrategyName>("email_link", "reset_password_email_link");
    await fc.assert(
      fc.asyncProperty(waves, strategies, async (attacks, strategy) => {
        const victim = await makeVictim();
        for (const attack of attacks) await suffer(victim, attack);
        const device = from(ELSEWHERE);
        const begun = await createSignIn({ identifier: victim.address, strategy, redirectUrl: null }, device);
        if (!begun.ok) throw new Error(begun.errors[0].code);
        expect(await isDelivered(begun.signInId)).toBe(true);
        const { verificationId } = await attemptOf(begun.signInId);
        const token = await linkSentFor(verificationId);
        const confirmed = await confirmLink({ token, matchNumber: null }, device);
        expect(confirmed).toMatchObject({ ok: true, confirmation: { status: "verified" } });
      }),
      { numRuns: 6 },
    );
  }, 240_000);
});

const attemptOf = async (id: string) => (await database()).signIn.findUniqueOrThrow({ where: { id } });

async function isDelivered(signInId: string): Promise<boolean> {
  const { verificationId } = await attemptOf(signInId);
  const message = await (await database()).outboxMessage.findFirstOrThrow({ where: { verificationId } });
  return message.deliverable;
}
