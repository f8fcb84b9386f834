import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { removeExpiredRows } from "@/lib/db/cleanup";
import { database } from "@/lib/db/client";
import { exportOwnData } from "../account/export";
import { createInvitedSignUp } from "../sign-up/create-invited";
import { expectOk } from "../testing/result";
import { createTestUser, makeCaller, newAddress, signInAs } from "../testing/user";
import { deleteUser } from "../users/delete";
import { lockUser } from "../users/lock";
import { makeAdministrator, removeAdministrator } from "../users/role";
import { inviteToSignUp } from "./invite";
import { listSignUpInvitations, readSignUpInvitation } from "./read";
import { revokeSignUpInvitation } from "./revoke";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.SIGN_UP_BLOCKED_DOMAINS = "blocked.example";
});

const PASSWORD = "violet otter mends lanterns";
const WEEK_MS = 7 * 24 * 3_600_000;
const { metadata } = makeCaller();
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata };

beforeEach(() => {
  config().signUp.mode = "open";
});

const invite = (emailAddress: string, actor = BACK_OFFICE, redirectUrl: string | null = null) =>
  inviteToSignUp({ emailAddress, redirectUrl }, actor);

const codeOf = (result: { ok: boolean; errors?: readonly { code: string; meta: object }[] }) =>
  result.errors?.[0] && [result.errors[0].code, result.errors[0].meta];

/** Returns the token in the newest invitation to an address. */
async function tokenFor(recipient: string): Promise<string> {
  const { sealedValues } = await (await database()).outboxMessage.findFirstOrThrow({
    where: { recipient, template: "sign-up-invitation" },
    orderBy: { createdAt: "desc" },
  });
  const { url } = decrypt("outbox", sealedValues ?? new Uint8Array()) as { url: string };
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe("/sign-up/invitation");
  return searchParams.get("token") ?? "";
}

async function makeAdmin(): Promise<{ id: string; address: string; actor: Actor }> {
  const user = await createTestUser(PASSWORD);
  expectOk(await makeAdministrator(user.id, BACK_OFFICE));
  return { ...user, actor: { by: "administrator", userId: user.id, metadata } };
}

const statusOf = async (id: string) =>
  (await listSignUpInvitations({ status: null, limit: 100, cursor: null })).invitations.find(
    (invitation) => invitation.id === id,
  )?.status;

const signUp = (token: string) =>
  createInvitedSignUp({ token, phoneNumber: null, password: PASSWORD, method: "email_code" }, makeCaller());

describe("an invitation", () => {
  test("is valid for a week, for a normalized address of any domain, and its token is stored only as a hash", async () => {
    const local = randomUUID();
    const { invitation } = expectOk(await invite(` ${local}@BLOCKED.example`, BACK_OFFICE, "/welcome"));
    const address = `${local}@blocked.example`;
    expect(invitation).toMatchObject({ emailAddress: address, status: "pending", redirectUrl: "/welcome" });
    expect(invitation.expiresAt.getTime() - invitation.createdAt.getTime()).toBe(WEEK_MS);
    const token = await tokenFor(address);
    const [row] = await (await database()).$queryRaw<[object]>`
      SELECT to_jsonb(i) AS row FROM "SignUpInvitation" i WHERE id = ${invitation.id}::uuid`;
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await readSignUpInvitation(token)).toEqual({
      state: "pending",
      emailAddress: address,
      redirectUrl: "/welcome",
    });
    expect(await readSignUpInvitation(`${token}x`)).toEqual({ state: "unknown" });
  });

  test("starts a sign-up of its address, which redirects to its URL", async () => {
    const address = newAddress();
    expectOk(await invite(address, BACK_OFFICE, "/welcome"));
    const { signUpId } = expectOk(await signUp(await tokenFor(address)));
    const started = await (await database()).signUp.findUniqueOrThrow({ where: { id: signUpId } });
    expect(started).toMatchObject({ emailAddress: address, redirectUrl: "/welcome" });
  });

  test("is superseded by a newer one to the same address, also if both are sent at the same moment", async () => {
    const address = newAddress();
    const { invitation: older } = expectOk(await invite(address));
    const olderToken = await tokenFor(address);
    const results = await Promise.all([invite(address), invite(address), invite(address)]);
    const statuses = await Promise.all(results.map((result) => statusOf(expectOk(result).invitation.id)));
    expect(statuses.toSorted()).toEqual(["pending", "revoked", "revoked"]);
    expect(await statusOf(older.id)).toBe("revoked");
    expect(await readSignUpInvitation(olderToken)).toEqual({ state: "revoked" });
    expect(codeOf(await signUp(olderToken))).toEqual(["client_state_invalid", {}]);
  });

  test.each([
    ["accepted", { acceptedAt: new Date() }],
    ["revoked", { revokedAt: new Date() }],
    ["expired", { expiresAt: new Date(0) }],
  ] as const)("starts no sign-up once it is %s", async (state, change) => {
    const address = newAddress();
    const { invitation } = expectOk(await invite(address));
    const token = await tokenFor(address);
    expectOk(await signUp(token));
    await (await database()).signUpInvitation.update({ where: { id: invitation.id }, data: change });
    expect(await readSignUpInvitation(token)).toEqual({ state });
    expect(codeOf(await signUp(token))).toEqual(["client_state_invalid", {}]);
  });

  test("cannot be sent or used while sign-up is closed", async () => {
    const address = newAddress();
    expectOk(await invite(address));
    const token = await tokenFor(address);
    config().signUp.mode = "closed";
    expect(await readSignUpInvitation(token)).toEqual({ state: "closed" });
    expect(codeOf(await signUp(token))).toEqual(["client_state_invalid", {}]);
    expect(codeOf(await invite(newAddress()))).toEqual(["client_state_invalid", {}]);
    config().signUp.mode = "invitation";
    expect((await readSignUpInvitation(token)).state).toBe("pending");
  });

  test("is not sent to an invalid address or to one of an account", async () => {
    const { address } = await createTestUser(PASSWORD);
    const paramName = "emailAddress";
    expect(codeOf(await invite("no address"))).toEqual(["form_param_format_invalid", { paramName }]);
    expect(codeOf(await invite(address))).toEqual(["form_identifier_exists", { paramName }]);
  });

  test("is revoked once", async () => {
    const { invitation } = expectOk(await invite(newAddress()));
    const [first, second] = await Promise.all([
      revokeSignUpInvitation(invitation.id, BACK_OFFICE),
      revokeSignUpInvitation(invitation.id, BACK_OFFICE),
    ]);
    expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
    expect(codeOf(first.ok ? second : first)).toEqual(["client_state_invalid", {}]);
    expect(codeOf(await revokeSignUpInvitation(randomUUID(), BACK_OFFICE))).toEqual([
      "resource_not_found",
      {},
    ]);
  });
});

test("invitations to the addresses of a deleted user are deleted, and invite no one any more", async () => {
  const address = newAddress();
  const { invitation } = expectOk(await invite(address));
  const { invitation: other } = expectOk(await invite(newAddress()));
  const token = await tokenFor(address);
  const { id: userId } = await createTestUser(PASSWORD);
  await (await database()).emailAddress.create({ data: { userId, address, verifiedAt: new Date() } });
  expectOk(await deleteUser(userId, BACK_OFFICE));
  expect(await statusOf(invitation.id)).toBeUndefined();
  expect(await statusOf(other.id)).toBe("pending");
  expect(await readSignUpInvitation(token)).toEqual({ state: "unknown" });
});

describe("the invitations of an admin", () => {
  test.each([
    ["locked", lockUser],
    ["deleted", deleteUser],
    ["no admin any more", removeAdministrator],
  ] as const)("are revoked once the admin is %s, and no more can be sent", async (_what, change) => {
    const [admin, other] = [await makeAdmin(), await makeAdmin()];
    const { invitation } = expectOk(await invite(newAddress(), admin.actor));
    const { invitation: kept } = expectOk(await invite(newAddress(), other.actor));
    expectOk(await change(admin.id, BACK_OFFICE));
    expect([await statusOf(invitation.id), await statusOf(kept.id)]).toEqual(["revoked", "pending"]);
    expect(codeOf(await invite(newAddress(), admin.actor))).toEqual(["resource_not_found", {}]);
    expect((await invite(newAddress(), other.actor)).ok).toBe(true);
  });

  test("are in the export of the admin's data, without their tokens", async () => {
    const admin = await makeAdmin();
    const emailAddress = newAddress();
    expectOk(await invite(emailAddress, admin.actor));
    const { json } = expectOk(await exportOwnData(await signInAs(admin, PASSWORD)));
    let text = "";
    for await (const part of json) text += part;
    const [sent] = JSON.parse(text).signUpInvitationsSent;
    expect(Object.keys(sent).toSorted()).toEqual([
      "acceptedAt",
      "createdAt",
      "emailAddress",
      "expiresAt",
      "revokedAt",
    ]);
    expect(sent.emailAddress).toBe(emailAddress);
  });
});

test("lists invitations by status, newest first, in pages", async () => {
  const db = await database();
  await db.signUpInvitation.deleteMany();
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.unshift(expectOk(await invite(newAddress())).invitation.id);
  await db.signUpInvitation.update({ where: { id: ids[1] ?? "" }, data: { expiresAt: new Date(0) } });
  const list = async (status: "pending" | "expired" | null) => {
    const { invitations } = await listSignUpInvitations({ status, limit: 10, cursor: null });
    return invitations.map(({ id }) => id);
  };
  expect(await list(null)).toEqual(ids);
  expect(await list("expired")).toEqual([ids[1]]);
  expect(await list("pending")).toEqual(ids.filter((_id, index) => index !== 1));
  const page = await listSignUpInvitations({ status: null, limit: 2, cursor: null });
  expect([page.invitations.length, typeof page.nextCursor]).toEqual([2, "string"]);
});

test("an invitation is deleted 30 days after it has expired", async () => {
  const db = await database();
  const { invitation: old } = expectOk(await invite(newAddress()));
  const { invitation: recent } = expectOk(await invite(newAddress()));
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
  await db.signUpInvitation.update({ where: { id: old.id }, data: { expiresAt: daysAgo(31) } });
  await db.signUpInvitation.update({ where: { id: recent.id }, data: { expiresAt: daysAgo(29) } });
  await removeExpiredRows();
  expect([await statusOf(old.id), await statusOf(recent.id)]).toEqual([undefined, "expired"]);
});
