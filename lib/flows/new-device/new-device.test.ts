import "@/lib/db/testing/own-database";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { database } from "@/lib/db/client";
import type { TemplateValues } from "@/lib/notifications/message";
import { findSession } from "@/lib/sessions/find";
import { changeOwnPassword } from "../account/change-password";
import { resetPassword } from "../password-reset/reset-password";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { expectOk } from "../testing/result";
import {
  codeSentFor,
  createTestUser,
  makeCaller,
  newAddress,
  signInAs,
  type TestUser,
} from "../testing/user";
import { readSessionReport, reportSession } from "./report";
import { reportTokenOf, sessionOfReportToken } from "./token";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";

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

  test("does not notify of a client of another user that is new to this one's account only once", async () => {
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

  test("notifies of five clients within an hour, and of more in the next", async () => {
    const user = await createTestUser(PASSWORD);
    for (let clients = 0; clients < 7; clients++) await signInFrom(user);
    expect(await noticesTo(user.address)).toHaveLength(5);
    await (await database()).knownClient.updateMany({
      where: { userId: user.id },
      data: { lastSignedInAt: new Date(Date.now() - 3_601_000) },
    });
    await signInFrom(user);
    expect(await noticesTo(user.address)).toHaveLength(6);
  });
});

describe("a report", () => {
  test("revokes the session of the notice and no other, and makes its client unknown", async () => {
    const user = await createTestUser(PASSWORD);
    const own = await signInAs(user, PASSWORD);
    const other = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address)).at(-1));
    expect(await readSessionReport(token)).toMatchObject({ state: "active", userAgent: "Firefox" });
    expect(await findSession(other.sessionToken)).not.toBeNull();
    expect(await reportSession(token, makeCaller())).toEqual({ ok: true, emailAddress: user.address });
    expect(await findSession(other.sessionToken)).toBeNull();
    expect(await findSession(own.sessionToken)).toMatchObject({ status: "active" });
    expect(await readSessionReport(token)).toMatchObject({ state: "ended" });
    await signInFrom(user, { ...other, sessionToken: null });
    expect(await noticesTo(user.address)).toHaveLength(3);
  });

  test("of a session that has ended changes nothing", async () => {
    const user = await createTestUser(PASSWORD);
    await signInFrom(user);
    const token = tokenIn((await noticesTo(user.address))[0]);
    const events = () =>
      database().then((db) => db.auditEvent.count({ where: { type: "session.reported" } }));
    const before = await events();
    for (let reports = 0; reports < 2; reports++) expectOk(await reportSession(token, makeCaller()));
    expect(await events()).toBe(before + 1);
  });

  test("still works after the password was changed and the session kept", async () => {
    const user = await createTestUser(PASSWORD);
    const intruder = await signInAs(user, PASSWORD);
    const token = tokenIn((await noticesTo(user.address))[0]);
    const change = { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions: false };
    const { session } = expectOk(await changeOwnPassword(change, intruder));
    expect(await findSession(session.token)).not.toBeNull();
    expectOk(await reportSession(token, makeCaller()));
    expect(await findSession(session.token)).toBeNull();
  });

  test("needs an authentic token of a session that exists", async () => {
    const unknown = reportTokenOf("6f1c7d0e-9e0b-4b7e-8d51-0f6f3f7a2b11");
    expect(sessionOfReportToken(unknown)).not.toBeNull();
    expect(await readSessionReport(unknown)).toBeNull();
    expect(await reportSession(unknown, makeCaller())).toMatchObject({
      errors: [{ code: "resource_not_found" }],
    });
  });
});

describe("a token", () => {
  test("names its session", () => {
    fc.assert(fc.property(fc.uuid(), (id) => sessionOfReportToken(reportTokenOf(id)) === id));
  });

  test("with any other character is rejected", () => {
    const changed = fc
      .tuple(fc.uuid(), fc.nat(), fc.constantFrom(..."0aA-_.\u0000é"))
      .map(([id, at, character]) => {
        const token = reportTokenOf(id);
        const index = at % token.length;
        return { token, other: token.slice(0, index) + character + token.slice(index + 1) };
      })
      .filter(({ token, other }) => token !== other);
    fc.assert(fc.property(changed, ({ other }) => sessionOfReportToken(other) === null));
  });

  test.each([
    "",
    ".",
    "x_y",
    `${"a".repeat(200)}`,
    "6f1c7d0e-9e0b-4b7e-8d51-0f6f3f7a2b11",
    "6f1c7d0e-9e0b-4b7e-8d51-0f6f3f7a2b11_",
  ])("%s is rejected", (token) => expect(sessionOfReportToken(token)).toBeNull());
});
