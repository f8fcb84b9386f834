import "@/lib/db/testing/own-database";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { TemplateValues } from "@/lib/notifications/message";
import { findSession } from "@/lib/sessions/find";
import { changeOwnPassword } from "../account/change-password";
import { revokeOwnSession } from "../account/sessions";
import { clientHash } from "../caller";
import { resetPassword } from "../password-reset/reset-password";
import { trustDevice } from "../second-factor/trusted-devices";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { knownClientOf } from "../testing/clients";
import { expectOk } from "../testing/result";
import {
  codeSentFor,
  createTestUser,
  makeCaller,
  newAddress,
  signInAs,
  type TestUser,
} from "../testing/user";
import { readDeviceReport, reportDevice } from "./report";
import { type ReportedDevice, readReportToken, reportTokenOf } from "./token";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const UUID = "6f1c7d0e-9e0b-4b7e-8d51-0f6f3f7a2b11";

beforeEach(() => {
  config().newDeviceNotice = true;
});

type Notice = { recipient: string; values: TemplateValues["new-device"] };

/** Returns the notices that the addresses of a user received, oldest first. */
async function noticesTo(...addresses: string[]): Promise<Notice[]> {
  const rows = await (await database()).outboxMessage.findMany({
    where: { template: "new-device", recipient: { in: addresses } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ recipient, sealedValues }) => ({
    recipient,
    values: decrypt("outbox", sealedValues ?? new Uint8Array()) as Notice["values"],
  }));
}

const signInFrom = async ({ address: identifier }: TestUser, caller = makeCaller()) =>
  expectOk(await signInWithPassword({ identifier, password: PASSWORD, redirectUrl: null }, caller));

const tokenIn = (notice: Notice | undefined) =>
  new URL(notice?.values.url ?? "").searchParams.get("token") ?? "";

describe("the first sign-in from a client", () => {
  test("notifies every verified address, with the device, and later ones do not", async () => {
    const user = await createTestUser(PASSWORD);
    const [second, unverified] = [newAddress(), newAddress()];
    const db = await database();
    await db.emailAddress.create({ data: { userId: user.id, address: second, verifiedAt: new Date() } });
    await db.emailAddress.create({ data: { userId: user.id, address: unverified } });
    const caller = makeCaller();
    await signInFrom(user, caller);
    const notices = await noticesTo(user.address, second, unverified);
    expect(notices.map(({ recipient }) => recipient).sort()).toEqual([user.address, second].sort());
    const signedInFrom = { ipAddress: "203.0.113.7", userAgent: "Firefox" };
    expect(notices).toMatchObject([{ values: { signedInFrom } }, { values: { signedInFrom } }]);
    await signInFrom(user, caller);
    expect(await noticesTo(user.address, second)).toHaveLength(2);
    await signInFrom(user);
    expect(await noticesTo(user.address, second)).toHaveLength(4);
  });

  test("notifies after a sign-in by code", async () => {
    const { address: identifier } = await createTestUser(PASSWORD);
    const caller = makeCaller();
    const { signInId } = expectOk(
      await createSignIn({ identifier, strategy: "email_code", redirectUrl: null }, caller),
    );
    expect(await noticesTo(identifier)).toEqual([]);
    expectOk(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller));
    expect(await noticesTo(identifier)).toHaveLength(1);
  });

  test("notifies each user once of a client that two users share", async () => {
    const [one, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
    const caller = makeCaller();
    await signInFrom(one, caller);
    await signInFrom(other, caller);
    await signInFrom(one, caller);
    expect(await noticesTo(one.address)).toHaveLength(1);
    expect(await noticesTo(other.address)).toHaveLength(1);
  });

  test("does not notify with NEW_DEVICE_NOTICE=off", async () => {
    const user = await createTestUser(PASSWORD);
    config().newDeviceNotice = false;
    await signInFrom(user);
    expect(await noticesTo(user.address)).toEqual([]);
  });

  test("does not notify of a password reset, which has a notice of its own", async () => {
    const { address: identifier } = await createTestUser(PASSWORD);
    const caller = makeCaller();
    const strategy = "reset_password_email_code";
    const { signInId } = expectOk(await createSignIn({ identifier, strategy, redirectUrl: null }, caller));
    expectOk(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller));
    const change = { signInId, password: NEW_PASSWORD, signOutOfOtherSessions: true };
    expect(expectOk(await resetPassword(change, caller)).outcome).toMatchObject({ status: "complete" });
    expect(await noticesTo(identifier)).toEqual([]);
  });

  test("notifies of five new clients within an hour, which known clients and forgotten ones do not change", async () => {
    const user = await createTestUser(PASSWORD);
    const known = await Promise.all(Array.from({ length: 6 }, () => knownClientOf(user)));
    for (const client of known) await signInFrom(user, client);
    expect(await noticesTo(user.address)).toEqual([]);
    const own = await signInAs(user, PASSWORD);
    for (let clients = 0; clients < 6; clients++) {
      const { sessionToken } = await signInAs(user, PASSWORD);
      const session = await findSession(sessionToken);
      expectOk(await revokeOwnSession(session?.id ?? "", own));
    }
    expect(await noticesTo(user.address)).toHaveLength(5);
  });
});

describe("a report", () => {
  test("revokes every session of the device and no other, and makes its client unknown", async () => {
    const user = await createTestUser(PASSWORD);
    const own = await signInAs(user, PASSWORD);
    const other = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address)).at(-1));
    const { outcome } = await signInFrom(user, { ...other, sessionToken: null });
    if (outcome.status !== "complete") throw new Error("not signed in");
    expect(await readDeviceReport(token)).toMatchObject({ state: "active", userAgent: "Firefox" });
    expect(await findSession(outcome.session.token)).not.toBeNull();
    expect(await reportDevice(token, makeCaller())).toEqual({ ok: true, emailAddress: user.address });
    expect(await findSession(other.sessionToken)).toBeNull();
    expect(await findSession(outcome.session.token)).toBeNull();
    expect(await findSession(own.sessionToken)).not.toBeNull();
    expect(await readDeviceReport(token)).toMatchObject({ state: "ended" });
    const db = await database();
    expect(await db.knownClient.count({ where: { userId: user.id } })).toBe(1);
  });

  test("works after the device has signed in again, has signed out, and its sessions were deleted", async () => {
    const user = await createTestUser(PASSWORD);
    const intruder = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address))[0]);
    const { outcome } = await signInFrom(user, intruder);
    if (outcome.status !== "complete") throw new Error("not signed in");
    expect(await findSession(intruder.sessionToken)).toBeNull();
    expect(await readDeviceReport(token)).toMatchObject({ state: "active" });
    const db = await database();
    await db.session.deleteMany({ where: { userId: user.id } });
    expect(await readDeviceReport(token)).toEqual({
      state: "active",
      signedInAt: null,
      userAgent: null,
      ipAddress: null,
    });
    expectOk(await reportDevice(token, makeCaller()));
    expect(await db.knownClient.count({ where: { userId: user.id } })).toBe(0);
    expect(await readDeviceReport(token)).toMatchObject({ state: "ended" });
  });

  test("revokes the trust in the device", async () => {
    const user = await createTestUser(PASSWORD);
    const intruder = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address))[0]);
    await inTransaction((tx) => trustDevice(tx, user.id, intruder));
    expectOk(await reportDevice(token, makeCaller()));
    expect(await (await database()).trustedDevice.count({ where: { userId: user.id } })).toBe(0);
  });

  test("flags the password, so that it voids no reset by signing in, until there is a new one", async () => {
    const user = await createTestUser(PASSWORD);
    await signInFrom(user);
    expectOk(await reportDevice(tokenIn((await noticesTo(user.address))[0]), makeCaller()));
    const owner = makeCaller();
    const { signInId } = expectOk(
      await createSignIn(
        { identifier: user.address, strategy: "reset_password_email_code", redirectUrl: null },
        owner,
      ),
    );
    const input = { identifier: user.address, password: PASSWORD, redirectUrl: null };
    expect(await signInWithPassword(input, makeCaller())).toMatchObject({
      errors: [{ code: "form_password_compromised" }],
    });
    expectOk(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, owner));
    const change = { signInId, password: NEW_PASSWORD, signOutOfOtherSessions: true };
    expect(expectOk(await resetPassword(change, owner)).outcome).toMatchObject({ status: "complete" });
    expectOk(await signInWithPassword({ ...input, password: NEW_PASSWORD }, makeCaller()));
  });

  test("does not flag a password that was changed since, and still signs the device out", async () => {
    const user = await createTestUser(PASSWORD);
    const own = await signInAs(user, PASSWORD);
    const intruder = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address)).at(-1));
    const change = { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions: false };
    const { session } = expectOk(await changeOwnPassword(change, own));
    expect(await findSession(intruder.sessionToken)).not.toBeNull();
    expectOk(await reportDevice(token, makeCaller()));
    expect(await findSession(intruder.sessionToken)).toBeNull();
    expect(await findSession(session.token)).toMatchObject({ status: "active" });
  });

  test("of a device that is signed out already changes nothing, also of two at once", async () => {
    const user = await createTestUser(PASSWORD);
    await signInFrom(user);
    const token = tokenIn((await noticesTo(user.address))[0]);
    const db = await database();
    const events = () => db.auditEvent.count({ where: { type: "session.reported", userId: user.id } });
    await Promise.all([reportDevice(token, makeCaller()), reportDevice(token, makeCaller())]);
    expectOk(await reportDevice(token, makeCaller()));
    expect(await events()).toBe(1);
  });

  test("names the address of the notice for the reset, even if another became primary, while it is verified", async () => {
    const user = await createTestUser(PASSWORD);
    await signInFrom(user);
    const token = tokenIn((await noticesTo(user.address))[0]);
    const db = await database();
    await db.emailAddress.updateMany({ where: { userId: user.id }, data: { isPrimary: false } });
    const another = { address: newAddress(), isPrimary: true, verifiedAt: new Date() };
    await db.emailAddress.create({ data: { userId: user.id, ...another } });
    expect(await reportDevice(token, makeCaller())).toEqual({ ok: true, emailAddress: user.address });
    await db.emailAddress.deleteMany({ where: { address: user.address } });
    expect(await reportDevice(token, makeCaller())).toEqual({ ok: true, emailAddress: null });
  });

  test("needs an authentic token of a user who exists", async () => {
    const unknown = reportTokenOf({
      userId: UUID,
      emailAddressId: UUID,
      clientHash: clientHash(makeCaller()),
    });
    expect(readReportToken(unknown)).not.toBeNull();
    expect(await readDeviceReport(unknown)).toBeNull();
    for (const token of [unknown, "", "x"])
      expect(await reportDevice(token, makeCaller())).toMatchObject({
        errors: [{ code: "resource_not_found" }],
      });
  });
});

describe("a token", () => {
  const devices: fc.Arbitrary<ReportedDevice> = fc.record({
    userId: fc.uuid(),
    emailAddressId: fc.uuid(),
    clientHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes)),
  });

  test("names its device, and fits into the cookie of its page", () => {
    fc.assert(
      fc.property(devices, (device) => {
        const token = reportTokenOf(device);
        expect(readReportToken(token)).toEqual(device);
        expect(token).toMatch(/^[\w-]{1,128}$/);
      }),
    );
  });

  test("with any other character is rejected", () => {
    const changed = fc
      .tuple(devices, fc.nat(), fc.constantFrom(..."0aA-_.=+\u0000é"))
      .map(([device, at, character]) => {
        const token = reportTokenOf(device);
        const index = at % token.length;
        return { token, other: token.slice(0, index) + character + token.slice(index + 1) };
      })
      .filter(({ token, other }) => token !== other);
    fc.assert(fc.property(changed, ({ other }) => readReportToken(other) === null));
  });

  test.each(["", "_", "a".repeat(107), "a".repeat(200)])("%s is rejected", (token) => {
    expect(readReportToken(token)).toBeNull();
  });
});
