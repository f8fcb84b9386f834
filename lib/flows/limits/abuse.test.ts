import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { addIdentifier } from "../identifiers/add";
import { makePrimary, removeIdentifier } from "../identifiers/change";
import { attemptUserIdentifier } from "../identifiers/user-identifiers";
import { createOrganization } from "../organizations/create";
import { inviteMember } from "../organizations/invite";
import { requestReauthenticationCode } from "../reauthentication/with-code";
import type { StrategyName } from "../sign-in/attempt";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { knownClientOf, newNetwork, unknownClient } from "../testing/clients";
import {
  codeSentFor,
  codeSentIn,
  createTestUser,
  type makeCaller,
  newAddress,
  signInAs,
  type TestUser,
} from "../testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
});

const PASSWORD = "violet otter mends lanterns";

type Caller = ReturnType<typeof makeCaller>;

beforeEach(async () => {
  await (await database()).rateLimit.deleteMany();
});

const sentMessages = async (): Promise<number> =>
  (await database()).outboxMessage.count({ where: { deliverable: true } });

/** Returns the number of messages that are sent while `work` runs. */
async function sentDuring(work: () => Promise<void>): Promise<number> {
  const before = await sentMessages();
  await work();
  return (await sentMessages()) - before;
}

/** Exhausts every counter that has a point, as if the requests so far had been repeated without an end. */
async function exhaustCounters(): Promise<void> {
  await (await database()).$executeRaw`UPDATE "RateLimit" SET points = 1000000, reached = true`;
}

const signIn = (identifier: string, strategy: StrategyName, caller: Caller) =>
  createSignIn({ identifier, strategy, redirectUrl: null }, caller);

const codeOf = (result: { ok: true } | { ok: false; errors: readonly { code: string }[] }) =>
  result.ok ? "ok" : result.errors[0]?.code;

let numbers = 0;

async function addNumber({ id }: TestUser): Promise<string> {
  const number = `+1415555${String(1_000 + numbers++).padStart(4, "0")}`;
  const data = { userId: id, number, isPrimary: true, verifiedAt: new Date() };
  await (await database()).phoneNumber.create({ data });
  return number;
}

const signUp = (emailAddress: string, method: "email_code" | "email_link", caller: Caller) =>
  createSignUp({ emailAddress, phoneNumber: null, password: null, method, redirectUrl: null }, caller);

describe("one account", () => {
  test("a session that uses a new client token for each request sends ten codes", async () => {
    const { sessionToken } = await signInAs(await createTestUser(PASSWORD), PASSWORD);
    const results: unknown[] = [];
    const sent = await sentDuring(async () => {
      for (let n = 0; n < 14; n++)
        results.push(codeOf(await requestReauthenticationCode({ ...unknownClient(), sessionToken })));
    });
    expect(sent).toBe(10);
    expect(results.slice(10)).toEqual(Array(4).fill("too_many_requests"));
  });

  test.each<[StrategyName, "address" | "number"]>([
    ["email_code", "address"],
    ["email_link", "address"],
    ["phone_code", "number"],
  ])("any number of known clients send 20 messages to a recipient by %s", async (strategy, to) => {
    const user = await createTestUser(PASSWORD);
    const number = await addNumber(user);
    const sent = await sentDuring(async () => {
      for (let n = 0; n < 8; n++) {
        const client = await knownClientOf(user);
        for (let m = 0; m < 3; m++) await signIn(to === "address" ? user.address : number, strategy, client);
      }
    });
    expect(sent).toBe(20);
  });

  test("an account with many addresses sends 60 emails from its known clients", async () => {
    const user = await createTestUser(PASSWORD);
    const addresses = [user.address, newAddress(), newAddress(), newAddress()];
    for (const address of addresses.slice(1))
      await (await database()).emailAddress.create({
        data: { userId: user.id, address, verifiedAt: new Date() },
      });
    const sent = await sentDuring(async () => {
      for (let n = 0; n < 3; n++) {
        const client = await knownClientOf(user);
        for (const address of addresses)
          for (let m = 0; m < 6; m++) await signIn(address, "email_code", client);
      }
    });
    expect(sent).toBe(60);
  });

  test("changes of identifiers are limited, and every change that happens is notified", async () => {
    const user = await createTestUser(PASSWORD);
    const caller = await signInAs(user, PASSWORD);
    const db = await database();
    await db.emailAddress.create({
      data: { userId: user.id, address: newAddress(), verifiedAt: new Date() },
    });
    const own = await db.emailAddress.findMany({ where: { userId: user.id }, orderBy: { isPrimary: "asc" } });
    const results: unknown[] = [];
    const sent = await sentDuring(async () => {
      for (let n = 0; n < 24; n++) {
        const identifierId = own[n % 2]?.id ?? "";
        results.push(codeOf(await makePrimary({ kind: "email", identifierId }, caller)));
      }
    });
    expect(results).toEqual([...Array(20).fill("ok"), ...Array(4).fill("too_many_requests")]);
    expect(sent).toBe(20 * own.length);
  });
});

describe("mail to unverified addresses", () => {
  /** Sends mail of every kind to addresses that do not belong to the victim, or are not verified. */
  async function attack(victim: TestUser) {
    const ipAddress = newNetwork();
    const attacker = await createTestUser(PASSWORD);
    const caller = await signInAs(attacker, PASSWORD);
    for (const method of ["email_code", "email_link"] as const) {
      const added = await addIdentifier({ kind: "email", typed: newAddress(), method }, caller);
      if (!added.ok) throw new Error(added.errors[0].code);
      await removeIdentifier({ kind: "email", identifierId: added.identifierId }, caller);
      await addIdentifier({ kind: "email", typed: victim.address, method }, caller);
      await signUp(newAddress(), method, unknownClient(ipAddress));
      await signUp(victim.address, method, unknownClient(ipAddress));
      await signIn(attacker.address, method, unknownClient(ipAddress));
      await signIn(victim.address, "email_link", unknownClient(ipAddress));
      await signIn(attacker.address, method, caller);
    }
  }

  test.each<StrategyName>(["email_link", "reset_password_email_link"])(
    "a user gets a link on a new device (%s) after others have exhausted every limit they can reach",
    async (strategy) => {
      const victim = await createTestUser(PASSWORD);
      const known = await knownClientOf(victim);
      await attack(victim);
      await exhaustCounters();
      for (const caller of [unknownClient(), known])
        expect(
          await sentDuring(async () => {
            expect(codeOf(await signIn(victim.address, strategy, caller))).toBe("ok");
          }),
        ).toBe(1);
    },
  );

  test("sign-ups and added addresses leave the codes of verified addresses alone", async () => {
    const victim = await createTestUser(PASSWORD);
    const attacker = await createTestUser(PASSWORD);
    const caller = await signInAs(attacker, PASSWORD);
    await signUp(victim.address, "email_code", unknownClient());
    await addIdentifier({ kind: "email", typed: newAddress(), method: "email_code" }, caller);
    await addIdentifier({ kind: "email", typed: victim.address, method: "email_code" }, caller);
    await exhaustCounters();
    const sent = await sentDuring(async () => {
      await signIn(victim.address, "email_code", unknownClient());
    });
    expect(sent).toBe(1);
  });

  test("@organizations invitations leave the codes and links of verified addresses alone", async () => {
    const victim = await createTestUser(PASSWORD);
    const caller = await signInAs(await createTestUser(PASSWORD), PASSWORD);
    const created = await createOrganization({ name: "Lanterns" }, caller);
    if (!created.ok) throw new Error(created.errors[0].code);
    const { organizationId } = created;
    for (const emailAddress of [newAddress(), victim.address])
      await inviteMember({ organizationId, emailAddress, role: "member" }, caller);
    await exhaustCounters();
    for (const strategy of ["email_code", "email_link"] as const) {
      const sent = await sentDuring(async () => {
        await signIn(victim.address, strategy, unknownClient());
      });
      expect(sent).toBe(1);
    }
  });
});

describe("codes for contacts that are not verified yet", () => {
  test("wrong codes of others for the same address leave the code of a sign-up valid", async () => {
    const emailAddress = newAddress();
    for (let n = 0; n < 14; n++) {
      const caller = unknownClient();
      const begun = await signUp(emailAddress, "email_code", caller);
      if (!begun.ok) throw new Error(begun.errors[0].code);
      for (let m = 0; m < 5; m++)
        await attemptSignUpVerification({ signUpId: begun.signUpId, code: "wrong" }, caller);
    }
    const caller = unknownClient();
    const begun = await signUp(emailAddress, "email_code", caller);
    if (!begun.ok) throw new Error(begun.errors[0].code);
    const { signUpId } = begun;
    const { verificationId } = await (await database()).signUp.findUniqueOrThrow({ where: { id: signUpId } });
    const code = await codeSentIn(verificationId);
    expect(codeOf(await attemptSignUpVerification({ signUpId, code }, caller))).toBe("ok");
  });

  test("a user types 50 wrong codes for a number a day, with any number of client tokens", async () => {
    const { sessionToken } = await signInAs(await createTestUser(PASSWORD), PASSWORD);
    const number = `+1415555${String(1_000 + numbers++).padStart(4, "0")}`;
    const results: unknown[] = [];
    for (let n = 0; n < 12; n++) {
      await (await database()).rateLimit.deleteMany({ where: { owner: null } });
      const caller = { ...unknownClient(), sessionToken };
      const added = await addIdentifier({ kind: "phone", typed: number, method: "phone_code" }, caller);
      if (!added.ok) throw new Error(added.errors[0].code);
      const ref = { kind: "phone", identifierId: added.identifierId } as const;
      for (let m = 0; m < 5; m++)
        results.push(codeOf(await attemptUserIdentifier({ ...ref, code: "wrong" }, caller)));
    }
    expect(results.slice(50)).toEqual(Array(10).fill("too_many_requests"));
    expect(results.slice(0, 50)).not.toContain("too_many_requests");
  });

  test("the code of a suppressed message cannot be guessed", async () => {
    const { address } = await createTestUser(PASSWORD);
    for (let n = 0; n < 20; n++) await signIn(address, "email_code", unknownClient());
    const caller = unknownClient();
    let signInId = "";
    const sent = await sentDuring(async () => {
      const begun = await signIn(address, "email_code", caller);
      if (begun.ok) signInId = begun.signInId;
    });
    expect(sent).toBe(0);
    const code = await codeSentFor(signInId);
    expect(codeOf(await attemptFirstFactor({ signInId, code }, caller))).toBe("form_code_incorrect");
  });
});

test("a known client signs in 60 times in 15 minutes by password, and no other client counts for it", async () => {
  const user = await createTestUser(PASSWORD);
  const client = await knownClientOf(user);
  const signInNow = async (caller: Caller) =>
    codeOf(
      await signInWithPassword({ identifier: user.address, password: PASSWORD, redirectUrl: null }, caller),
    );
  const results: unknown[] = [];
  for (let n = 0; n < 62; n++) results.push(await signInNow(client));
  expect(results).toEqual([...Array(60).fill("ok"), "too_many_requests", "too_many_requests"]);
  expect(await signInNow(await knownClientOf(user))).toBe("ok");
  expect(await signInNow(unknownClient())).toBe("ok");
}, 60_000);
