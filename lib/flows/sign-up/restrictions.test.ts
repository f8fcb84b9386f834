import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { database } from "@/lib/db/client";
import type { SignUpMode } from "@/lib/settings-schema";
import { confirmLink } from "../email-link/confirm";
import { inviteToSignUp } from "../sign-up-invitations/invite";
import { expectOk } from "../testing/result";
import { codeSentIn, createTestUser, linkSentFor, makeCaller } from "../testing/user";
import { attemptSignUpVerification } from "./attempt-verification";
import { createSignUp } from "./create";
import { describeSignUp } from "./describe";
import { prepareSignUpVerification, type SignUpMethod } from "./prepare-verification";
import { rejectionBy } from "./restrictions";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
});

const PASSWORD = "violet otter mends lanterns";
const OPEN = { mode: "open" as SignUpMode, domains: [] as string[], blockedDomains: [] as string[] };
const BACK_OFFICE = { by: "secret_key", userId: null, metadata: makeCaller().metadata } as const;

const set = (rules: Partial<typeof OPEN>) => Object.assign(config().signUp, OPEN, rules);
beforeEach(() => void set({}));
afterEach(() => void set({}));

const newAddress = (domain = "people.example") => `${randomUUID()}@${domain}`;

async function begin(emailAddress: string, method: SignUpMethod = "email_code") {
  const caller = makeCaller();
  const input = { emailAddress, phoneNumber: null, password: PASSWORD, method, redirectUrl: null };
  const { signUpId } = expectOk(await createSignUp(input, caller));
  const db = await database();
  const { verificationId } = await db.signUp.findUniqueOrThrow({ where: { id: signUpId } });
  return { caller, signUpId, verificationId, emailAddress };
}

type Begun = Awaited<ReturnType<typeof begin>>;

const verify = async ({ caller, signUpId, verificationId }: Begun, code?: string) =>
  attemptSignUpVerification({ signUpId, code: code ?? (await codeSentIn(verificationId)) }, caller);

/** Returns the messages to an address, newest first. */
async function messagesTo(recipient: string) {
  const messages = await (await database()).outboxMessage.findMany({
    where: { recipient },
    orderBy: { createdAt: "desc" },
  });
  return messages.map(({ template, deliverable, sealedValues, expiresAt }) => {
    const { reason } = decrypt("outbox", sealedValues ?? new Uint8Array()) as { reason?: string };
    return { template, deliverable, expires: expiresAt !== null, reason };
  });
}

const rejected = (reason: string) => ({
  template: "sign-up-rejected",
  deliverable: true,
  expires: true,
  reason,
});

const userCount = async (address: string) => (await database()).emailAddress.count({ where: { address } });

async function inviteToOrganization(emailAddress: string, change: object = {}) {
  const db = await database();
  const { id: organizationId } = await db.organization.create({ data: { name: "Lanterns" } });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const tokenHash = new Uint8Array(Buffer.from(randomUUID()));
  const invitation = { organizationId, emailAddress, role: "member", tokenHash, expiresAt } as const;
  await db.invitation.create({ data: { ...invitation, ...change } });
}

const invite = async (emailAddress: string) =>
  expectOk(await inviteToSignUp({ emailAddress, redirectUrl: null }, BACK_OFFICE)).invitation;

describe("rejectionBy", () => {
  const rules = fc.record({
    mode: fc.constantFrom<SignUpMode>("open", "invitation", "closed"),
    domains: fc.subarray(["people.example", "*.people.example", "other.example"]),
    blockedDomains: fc.subarray(["people.example", "*.people.example", "other.example"]),
  });
  const invitations = fc.record({ isInvited: fc.boolean(), isInvitedToOrganization: fc.boolean() });
  const address = fc.constantFrom("ada@people.example", "ada@mail.people.example", "ada@elsewhere.example");

  test("no address is admitted while sign-up is closed, and an invitation by an admin overrides all other rules", () => {
    fc.assert(
      fc.property(rules, address, invitations, (settings, emailAddress, standing) => {
        const isClosed = settings.mode === "closed";
        expect(rejectionBy({ ...settings, mode: "closed" }, emailAddress, standing)).toBe("closed");
        const invited = rejectionBy(settings, emailAddress, { ...standing, isInvited: true });
        expect(invited).toBe(isClosed ? "closed" : null);
      }),
    );
  });

  test("an address without an invitation by an admin is admitted only if its domain is listed and not blocked", () => {
    fc.assert(
      fc.property(rules, address, fc.boolean(), (settings, emailAddress, isInvitedToOrganization) => {
        const rejection = rejectionBy(settings, emailAddress, { isInvited: false, isInvitedToOrganization });
        if (rejection !== null) return;
        const isIn = (list: string[]) =>
          list.includes(emailAddress.slice(4)) ||
          (emailAddress === "ada@mail.people.example" && list.includes("*.people.example"));
        expect(isIn(settings.blockedDomains)).toBe(false);
        expect(settings.domains.length === 0 || isIn(settings.domains)).toBe(true);
        expect(settings.mode === "open" || isInvitedToOrganization).toBe(true);
      }),
    );
  });

  test("without any rule every address is admitted", () => {
    expect(
      rejectionBy(OPEN, "ada@people.example", { isInvited: false, isInvitedToOrganization: false }),
    ).toBeNull();
  });
});

const REJECTING = [
  ["closed", { mode: "closed" }, "closed"],
  ["by invitation", { mode: "invitation" }, "invitation"],
  ["restricted to another domain", { domains: ["other.example", "*.people.example"] }, "domain"],
  ["blocked for the domain", { blockedDomains: ["people.example"] }, "domain"],
  ["blocked although listed", { domains: ["people.example"], blockedDomains: ["people.example"] }, "domain"],
] as const;

describe.each(REJECTING)("while sign-up is %s", (_name, rules, reason) => {
  const restrict = () => set(rules as unknown as Partial<typeof OPEN>);

  test.each(["email_code", "email_link"] as const)(
    "the response to %s is the same, and an email explains",
    async (method) => {
      const described = async ({ signUpId, caller }: Begun) => {
        const { signUp } = expectOk(await describeSignUp(signUpId, caller));
        const { matchNumber, expireAt, ...verification } = signUp.verification;
        return {
          ...{ ...signUp, id: null, emailAddress: null },
          verification: { ...verification, isNumber: typeof matchNumber === "number", expires: expireAt > 0 },
        };
      };
      const accepted = await begin(newAddress(), method);
      restrict();
      const rejectedSignUp = await begin(newAddress(), method);
      expect(await described(rejectedSignUp)).toEqual(await described(accepted));
      expect(await messagesTo(rejectedSignUp.emailAddress)).toEqual([rejected(reason)]);
      expect((await messagesTo(accepted.emailAddress))[0]?.template).toMatch(/^verification-/);
    },
  );

  test("a message that is requested again explains too", async () => {
    restrict();
    const { signUpId, caller, emailAddress } = await begin(newAddress());
    expectOk(await prepareSignUpVerification({ signUpId, method: "email_link" }, caller));
    expect(await messagesTo(emailAddress)).toEqual([rejected(reason), rejected(reason)]);
  });

  test("the owner of an account gets the notice about it instead", async () => {
    const { address } = await createTestUser(PASSWORD);
    restrict();
    await begin(address);
    expect((await messagesTo(address)).map(({ template }) => template)).toEqual(["sign-up-existing"]);
  });

  test("a code that was sent before creates no user, and an email explains", async () => {
    const [begun, control] = [await begin(newAddress()), await begin(newAddress())];
    expectOk(await verify(control));
    restrict();
    expect(await verify(begun)).toMatchObject({ errors: [{ code: "form_code_incorrect" }] });
    expect((await messagesTo(begun.emailAddress))[0]).toEqual(rejected(reason));
    set({});
    expect((await verify(begun, "000000")).ok).toBe(false);
    expect([await userCount(begun.emailAddress), await userCount(control.emailAddress)]).toEqual([0, 1]);
  });

  test("a link that was sent before creates no user when it is confirmed on another device", async () => {
    const begun = await begin(newAddress(), "email_link");
    const db = await database();
    const { matchNumber } = await db.verification.findUniqueOrThrow({ where: { id: begun.verificationId } });
    const token = await linkSentFor(begun.verificationId);
    restrict();
    const { confirmation } = expectOk(await confirmLink({ token, matchNumber }, makeCaller()));
    expect(confirmation.status).toBe("failed");
    expect((await messagesTo(begun.emailAddress))[0]).toEqual(rejected(reason));
    expect(await userCount(begun.emailAddress)).toBe(0);
  });
});

test("a sign-up that was rejected can complete after the rules have changed, with a new code", async () => {
  set({ mode: "invitation" });
  const begun = await begin(newAddress());
  set({});
  expectOk(await prepareSignUpVerification({ signUpId: begun.signUpId, method: "email_code" }, begun.caller));
  expectOk(await verify(begun));
  expect(await userCount(begun.emailAddress)).toBe(1);
});

test("explanations count for the limits of messages to an unverified address", async () => {
  set({ mode: "invitation" });
  const address = newAddress();
  for (let sent = 0; sent < 11; sent++) await begin(address);
  const delivered = (await messagesTo(address)).filter(({ deliverable }) => deliverable);
  expect(delivered).toHaveLength(10);
});

describe("an address that an organization has invited", () => {
  test("can sign up by invitation", async () => {
    set({ mode: "invitation" });
    const address = newAddress();
    await inviteToOrganization(address);
    expectOk(await verify(await begin(address)));
    expect(await userCount(address)).toBe(1);
  });

  test.each([
    ["while sign-up is closed", { mode: "closed" }, {}, "closed"],
    ["if its domain is blocked", { mode: "invitation", blockedDomains: ["people.example"] }, {}, "domain"],
    ["once the invitation has expired", { mode: "invitation" }, { expiresAt: new Date(0) }, "invitation"],
    ["once it is revoked", { mode: "invitation" }, { revokedAt: new Date() }, "invitation"],
    ["once it is declined", { mode: "invitation" }, { declinedAt: new Date() }, "invitation"],
    ["once it is accepted", { mode: "invitation" }, { acceptedAt: new Date() }, "invitation"],
  ])("cannot sign up %s", async (_when, rules, change, reason) => {
    set(rules as Partial<typeof OPEN>);
    const address = newAddress();
    await inviteToOrganization(address, change);
    await begin(address);
    expect(await messagesTo(address)).toEqual([rejected(reason)]);
  });
});

describe("an invited address", () => {
  test("can sign up by invitation, whatever its domain, and only once", async () => {
    set({ mode: "invitation", domains: ["other.example"], blockedDomains: ["people.example"] });
    const address = newAddress();
    const { id } = await invite(address);
    const [first, second] = [await begin(address), await begin(address)];
    const results = await Promise.all([verify(first), verify(second)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const db = await database();
    expect(await db.signUpInvitation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      acceptedAt: expect.any(Date),
    });
    const { userId } = await db.emailAddress.findFirstOrThrow({ where: { address } });
    await db.user.delete({ where: { id: userId } });
    await begin(address);
    expect((await messagesTo(address))[0]).toEqual(rejected("invitation"));
  });

  test("cannot sign up once its invitation is revoked, with a code that was sent before", async () => {
    set({ mode: "invitation" });
    const address = newAddress();
    const { id } = await invite(address);
    const begun = await begin(address);
    await (await database()).signUpInvitation.update({ where: { id }, data: { revokedAt: new Date() } });
    expect((await verify(begun)).ok).toBe(false);
    expect(await userCount(address)).toBe(0);
  });

  test("cannot sign up while sign-up is closed, and its invitation stays valid", async () => {
    const address = newAddress();
    await invite(address);
    const begun = await begin(address);
    set({ mode: "closed" });
    expect((await verify(begun)).ok).toBe(false);
    set({ mode: "invitation" });
    expectOk(await verify(await begin(address)));
    expect(await userCount(address)).toBe(1);
  });
});
