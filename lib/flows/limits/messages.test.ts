import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { attemptReauthenticationCode, requestReauthenticationCode } from "../reauthentication/with-code";
import type { StrategyName } from "../sign-in/attempt";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { prepareFirstFactor } from "../sign-in/prepare-first-factor";
import { createSignUp } from "../sign-up/create";
import { codeSentFor, codeSentIn, createTestUser, makeCaller, newAddress, signInAs } from "../testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.SMS_DAILY_LIMIT = "20";
  process.env.BREACH_CHECK = "off";
});

let numbers = 0;

/** Returns a phone number that belongs to no account. */
const newNumber = () => `+1415555${String(1_000 + numbers++).padStart(4, "0")}`;

const PASSWORD = "violet otter mends lanterns";

beforeEach(async () => {
  await (await database()).rateLimit.deleteMany();
});

type Caller = ReturnType<typeof makeCaller>;

/** Creates an unknown client, by default in an unused network. */
let networks = 0;
function stranger(network = ++networks): Caller {
  const caller = makeCaller();
  const ipAddress = `198.${51 + (network >> 8)}.${network & 255}.7`;
  return { ...caller, metadata: { ...caller.metadata, ipAddress } };
}

async function request(identifier: string, strategy: StrategyName, caller: Caller) {
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
  return begun.ok ? begun.signInId : begun.errors[0];
}

/** Whether the newest message of an attempt is deliverable. */
async function isSent(signInId: unknown): Promise<boolean> {
  const db = await database();
  const { verificationId } = await db.signIn.findUniqueOrThrow({ where: { id: String(signInId) } });
  const message = await db.outboxMessage.findFirstOrThrow({
    where: { verificationId },
    orderBy: { createdAt: "desc" },
  });
  return message.deliverable;
}

async function withNumber() {
  const person = await createTestUser(PASSWORD);
  const number = newNumber();
  await (await database()).phoneNumber.create({
    data: { userId: person.id, number, isPrimary: true, verifiedAt: new Date() },
  });
  return { ...person, number };
}

/** Returns the limits that are reached while `work` runs. */
async function reachedDuring(work: () => Promise<void>): Promise<string[]> {
  const db = await database();
  const where = { type: "rate_limit.reached" };
  const before = await db.auditEvent.count({ where });
  await work();
  const events = await db.auditEvent.findMany({ where, orderBy: { createdAt: "asc" }, skip: before });
  return events.map(({ details }) => (details as { limit: string }).limit);
}

describe("limits of requests", () => {
  test.each([true, false])(
    "a client waits between two of its requests, known identifier: %s",
    async (isKnown) => {
      const identifier = isKnown ? (await createTestUser(PASSWORD)).address : newAddress();
      const caller = stranger();
      expect(await request(identifier, "email_code", caller)).toBeTypeOf("string");
      const meta = { retryAfterSeconds: expect.any(Number), paramName: "identifier" };
      const rejected = { code: "too_many_requests", meta };
      expect(await request(identifier, "email_code", caller)).toMatchObject(rejected);
      expect(await request(identifier, "reset_password_email_link", caller)).toMatchObject(rejected);
      expect(await request(identifier, "email_code", stranger())).toBeTypeOf("string");
    },
  );

  test("clients without a cookie share the wait of their network, and affect no other client", async () => {
    const { address } = await createTestUser(PASSWORD);
    const network = ++networks;
    const newClient = () => ({ ...stranger(network), isNewClient: true });
    expect(await request(address, "email_code", newClient())).toBeTypeOf("string");
    expect(await request(address, "email_code", newClient())).toMatchObject({ code: "too_many_requests" });
    expect(await request(address, "email_code", stranger(network))).toBeTypeOf("string");
    expect(await request(newAddress(), "email_code", newClient())).toBeTypeOf("string");
  });

  test("a rejected request does not replace the previous attempt", async () => {
    const { address } = await createTestUser(PASSWORD);
    const caller = stranger();
    await request(address, "reset_password_email_code", caller);
    await request(address, "reset_password_email_code", caller);
    expect(await (await database()).signIn.count({ where: { identifier: address } })).toBe(1);
  });

  test("the wait for an untyped contact does not depend on requests of other clients for it", async () => {
    const { address, number } = await withNumber();
    await request(number, "phone_code", stranger());
    const caller = stranger();
    const signInId = String(await request(address, "email_code", caller));
    const { id } = await (await database()).phoneNumber.findFirstOrThrow({ where: { number } });
    const prepare = () => prepareFirstFactor({ signInId, strategy: "phone_code", contactId: id }, caller);
    expect(await prepare()).toEqual({ ok: true });
    expect(await prepare()).toMatchObject({ errors: [{ code: "too_many_requests" }] });
    expect(await request(number, "phone_code", caller)).toBeTypeOf("string");
  });

  test("the longest wait that applies is returned", async () => {
    const { address } = await createTestUser(PASSWORD);
    const caller = stranger();
    await request(address, "email_code", caller);
    await (await database()).$executeRaw`
      UPDATE "RateLimit" SET points = 10, reached = true WHERE "expiresAt" > now() + interval '59 minutes' AND points = 1`;
    const rejected = await request(address, "email_code", caller);
    expect(rejected).toMatchObject({ code: "too_many_requests" });
    expect(typeof rejected === "object" && rejected.meta.retryAfterSeconds).toBeGreaterThan(3500);
  });
});

describe("limits of delivery", () => {
  test("unknown clients of any number use up the codes of a recipient silently, and never the links", async () => {
    const { address } = await createTestUser(PASSWORD);
    const sent = async (strategy: StrategyName) => isSent(await request(address, strategy, stranger()));
    const reached = await reachedDuring(async () => {
      for (let n = 0; n < 22; n++) expect(await sent("email_code")).toBe(n < 20);
      for (let n = 0; n < 22; n++) expect(await sent("email_link")).toBe(true);
    });
    expect(reached).toEqual(["code:recipient"]);
  });

  test("a network has a separate share of a recipient, for links too", async () => {
    const { address } = await createTestUser(PASSWORD);
    const sent = async (network: number) =>
      isSent(await request(address, "reset_password_email_link", stranger(network)));
    const network = ++networks;
    for (let n = 0; n < 10; n++) expect(await sent(network)).toBe(true);
    expect(await sent(network)).toBe(false);
    expect(await sent(++networks)).toBe(true);
  });

  test("a known client has a separate share of a recipient", async () => {
    const person = await createTestUser(PASSWORD);
    const known = await signInAs(person, PASSWORD);
    for (let n = 0; n < 21; n++) await request(person.address, "email_code", stranger());
    expect(await isSent(await request(person.address, "email_code", known))).toBe(true);
  });

  test("messages without a recipient do not count: unknown numbers use up no block and no day", async () => {
    const block = `+1202555`;
    for (let n = 0; n < 30; n++)
      await request(`${block}1${String(n).padStart(3, "0")}`, "phone_code", stranger());
    const { number } = await withNumber();
    expect(await isSent(await request(number, "phone_code", stranger()))).toBe(true);
  });

  test("a share of the daily SMS is reserved for known clients", async () => {
    const sentTo = async (caller: Caller, number: string) =>
      isSent(await request(number, "phone_code", caller));
    const person = await withNumber();
    const known = await signInAs(person, PASSWORD);
    let sent = 0;
    for (let n = 0; n < 18; n++) if (await sentTo(stranger(), (await withNumber()).number)) sent += 1;
    expect(sent).toBe(16);
    expect(await sentTo(known, person.number)).toBe(true);
  });

  test("a consumed code ends the wait of its client", async () => {
    const { address } = await createTestUser(PASSWORD);
    const caller = stranger();
    const signInId = String(await request(address, "email_code", caller));
    expect(await request(address, "reset_password_email_code", caller)).toMatchObject({
      code: "too_many_requests",
    });
    expect(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller)).toMatchObject({
      ok: true,
    });
    expect(await request(address, "reset_password_email_code", caller)).toBeTypeOf("string");
  });

  test("a consumed code ends the wait of its user in a session, whichever client token the session uses", async () => {
    const user = await createTestUser(PASSWORD);
    let { sessionToken } = await signInAs(user, PASSWORD);
    const withNewClient = () => ({ ...stranger(), sessionToken });
    const caller = withNewClient();
    const requested = await requestReauthenticationCode(caller);
    if (!requested.ok) throw new Error(requested.errors[0].code);
    const { verificationId } = requested;
    expect(await requestReauthenticationCode(withNewClient())).toMatchObject({
      errors: [{ code: "too_many_requests" }],
    });
    const code = await codeSentIn(verificationId);
    const proved = await attemptReauthenticationCode({ verificationId, code }, caller);
    if (!proved.ok) throw new Error(proved.errors[0].code);
    sessionToken = proved.session.token;
    expect(await requestReauthenticationCode(withNewClient())).toMatchObject({ ok: true });
  });

  test("a rejected sign-up does not replace the previous one, and its message is counted once", async () => {
    const emailAddress = newAddress();
    const caller = stranger();
    const input = { emailAddress, phoneNumber: null, password: null, redirectUrl: null };
    const signUp = () => createSignUp({ ...input, method: "email_code" }, caller);
    expect(await signUp()).toMatchObject({ ok: true });
    expect(await signUp()).toMatchObject({
      errors: [{ code: "too_many_requests", meta: { paramName: "emailAddress" } }],
    });
    expect(await (await database()).signUp.count({ where: { emailAddress } })).toBe(1);
  });
});

test("a reached limit is logged once, however many requests it rejects", async () => {
  const { address } = await createTestUser(PASSWORD);
  const caller = stranger();
  const reached = await reachedDuring(async () => {
    for (let n = 0; n < 5; n++) await request(address, "email_code", caller);
  });
  expect(reached).toEqual(["message:cooldown"]);
});
