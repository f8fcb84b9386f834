import "@/lib/db/testing/own-database";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { createTestUser, makeCaller, newAddress, signInAs, type TestUser } from "@/lib/flows/testing/user";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { ApiApp } from "../testing/api-app";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, has: () => false }),
}));

const PASSWORD = "violet otter mends lanterns";
const ITEM = "8c0b6f0e-3a55-4a3e-9d55-0a4f6a1f7c11";

type Person = TestUser & { app: ApiApp };

async function person(): Promise<Person> {
  const user = await createTestUser(PASSWORD);
  return { ...user, app: new ApiApp(await signInAs(user, PASSWORD)) };
}

/** Creates an organization, and signed-in users with the given roles in it. The first one is its owner. */
async function organizationWith<Role extends string>(...roles: Role[]) {
  const owner = await person();
  const { id } = await owner.app.ok("POST /organizations", [], { name: "Lanterns" });
  const db = await database();
  const others = await Promise.all(
    roles.map(async (role) => {
      const user = await person();
      const data = { organizationId: id, userId: user.id, role: role as "admin" | "member" | "owner" };
      const { id: memberId } = await db.membership.create({ data });
      return { ...user, memberId };
    }),
  );
  const own = await db.membership.findFirstOrThrow({ where: { organizationId: id, userId: owner.id } });
  return { id: id as string, owner: { ...owner, memberId: own.id }, others };
}

const eventsOf = async (organizationId: string) => {
  const events = await (await database()).auditEvent.findMany({ orderBy: { createdAt: "asc" } });
  return events
    .filter(
      ({ details }) => (details as { organizationId?: string } | null)?.organizationId === organizationId,
    )
    .map(({ type }) => type);
};

afterEach(() => {
  config().tasks.required["choose-organization"] = false;
  config().tasks.required["setup-mfa"] = false;
});

/** Every call on an organization, with the IDs after that of the organization, and a valid body. */
const CALLS: [name: string, items: string[], body: object][] = [
  ["GET /organizations/{id}", [], {}],
  ["DELETE /organizations/{id}", [], {}],
  ["POST /organizations/{id}/leave", [], {}],
  ["GET /organizations/{id}/members", [], {}],
  ["PATCH /organizations/{id}/members/{memberId}", [ITEM], { role: "admin" }],
  ["DELETE /organizations/{id}/members/{memberId}", [ITEM], {}],
  ["GET /organizations/{id}/invitations", [], {}],
  ["POST /organizations/{id}/invitations", [], { emailAddress: "grace@people.example" }],
  ["POST /organizations/{id}/invitations/{invitationId}/resend", [ITEM], {}],
  ["DELETE /organizations/{id}/invitations/{invitationId}", [ITEM], {}],
];

describe("an organization of other users", () => {
  test.each(CALLS)("does not exist for %s", async (name, items, body) => {
    const [{ id, owner }, stranger] = [await organizationWith(), await person()];
    const refused = await stranger.app.call(name, [id, ...items], body);
    expect([refused.status, refused.codes]).toEqual([404, ["resource_not_found"]]);
    expect(await stranger.app.call(name, [ITEM, ...items], body)).toMatchObject({ body: refused.body });
    expect((await stranger.app.call(name, ["1", ...items], body)).codes).toEqual(["resource_not_found"]);
    expect((await owner.app.ok("GET /organizations/{id}", [id])).members).toHaveLength(1);
  });

  test("cannot be switched to", async () => {
    const [{ id }, stranger] = [await organizationWith(), await person()];
    const body = { organizationId: id };
    expect((await stranger.app.call("POST /organizations/switch", [], body)).codes).toEqual([
      "resource_not_found",
    ]);
  });

  test("a member or an invitation of another organization is not found, even for an owner", async () => {
    const [mine, other] = [await organizationWith(), await organizationWith("member")];
    const [theirs = other.owner] = other.others;
    const sent = await other.owner.app.ok("POST /organizations/{id}/invitations", [other.id], {
      emailAddress: newAddress(),
    });
    for (const [name, item, body] of [
      ["PATCH /organizations/{id}/members/{memberId}", theirs.memberId, { role: "admin" }],
      ["DELETE /organizations/{id}/members/{memberId}", theirs.memberId, {}],
      ["POST /organizations/{id}/invitations/{invitationId}/resend", sent.id, {}],
      ["DELETE /organizations/{id}/invitations/{invitationId}", sent.id, {}],
    ] as const) {
      expect((await mine.owner.app.call(name, [mine.id, item], body)).codes, name).toEqual([
        "resource_not_found",
      ]);
      expect((await other.owner.app.call(name, [other.id, item], body)).status, name).toBe(
        name.startsWith("DELETE /organizations/{id}/invitations") ? 404 : 200,
      );
    }
  });
});

const ALL_CALLS: typeof CALLS = [
  ["GET /organizations", [], {}],
  ["POST /organizations", [], { name: "Kites" }],
  ["POST /organizations/switch", [], { organizationId: ITEM }],
  ["POST /organizations/switch", [], { organizationId: null }],
  ["GET /organizations/invitations", [], {}],
  ["POST /organizations/invitations/{id}/accept", [ITEM], {}],
  ["POST /organizations/invitations/{id}/decline", [ITEM], {}],
  ...CALLS.map(([name, items, body]): (typeof CALLS)[number] => [name, [ITEM, ...items], body]),
];

describe("sessions", () => {
  test.each(ALL_CALLS)("%s %j requires an active session", async (name, ids, body) => {
    const anonymous = await new ApiApp(makeCaller()).call(name, ids, body);
    expect([anonymous.status, anonymous.codes]).toEqual([401, ["authentication_invalid"]]);

    const { app, id } = await person();
    await revokeSessionsOfUser(await database(), id, "signed_out");
    expect((await app.call(name, ids, body)).codes).toEqual(["authentication_invalid"]);

    const pending = await person();
    config().tasks.required["setup-mfa"] = true;
    const refused = await pending.app.call(name, ids, body);
    expect([refused.status, refused.codes]).toEqual([403, ["session_pending"]]);
  });

  test("a session that is pending for an organization can only list, create, choose and answer", async () => {
    const { app } = await person();
    config().tasks.required["choose-organization"] = true;
    for (const [name, ids, body] of ALL_CALLS) {
      if (name === "POST /organizations") continue;
      const { status, codes } = await app.copy().call(name, ids, body);
      const isOfTask =
        /^GET \/organizations(\/invitations)?$|\/(accept|decline)$/.test(name) ||
        (name === "POST /organizations/switch" && "organizationId" in body && body.organizationId !== null);
      if (isOfTask) expect([200, 404], name).toContain(status);
      else expect([status, codes], name).toEqual([403, ["session_pending"]]);
    }
    expect((await app.ok("GET /organizations")).data).toEqual([]);
  });

  test("creating, choosing or accepting completes the task, and replaces the token", async () => {
    const { id: invitedTo, owner } = await organizationWith();
    const [creator, invited] = [await person(), await person()];
    await owner.app.ok("POST /organizations/{id}/invitations", [invitedTo], {
      emailAddress: invited.address,
    });
    config().tasks.required["choose-organization"] = true;

    const before = creator.app.copy();
    const created = await creator.app.ok("POST /organizations", [], { name: "Kites" });
    expect(created).toMatchObject({ name: "Kites", role: "owner" });
    expect((await creator.app.ok("GET /session")).organization).toMatchObject({ id: created.id });
    expect((await before.call("GET /session")).status).toBe(401);

    const [invitation] = (await invited.app.ok("GET /organizations/invitations")).data;
    expect(invitation).toEqual({ id: invitation.id, organizationName: "Lanterns", role: "member" });
    await invited.app.ok("POST /organizations/invitations/{id}/accept", [invitation.id]);
    expect(await invited.app.ok("GET /session")).toMatchObject({
      status: "active",
      organization: { id: invitedTo },
    });
    const none = await invited.app.call("POST /organizations/switch", [], { organizationId: null });
    expect(none.codes).toEqual(["client_state_invalid"]);

    await (await database()).session.updateMany({
      where: { userId: invited.id },
      data: { organizationId: null },
    });
    expect((await invited.app.ok("GET /session")).status).toBe("pending");
    const chosen = await invited.app.ok("POST /organizations/switch", [], { organizationId: invitedTo });
    expect(chosen).toMatchObject({ status: "active", organization: { id: invitedTo } });
    expect(await invited.app.ok("GET /session")).toEqual(chosen);
  });
});

describe("roles", () => {
  test("a member can read and leave, and change nothing", async () => {
    const { id, owner, others } = await organizationWith("member", "member");
    const [member, colleague] = others;
    if (!member || !colleague) throw new Error("There are two members.");
    const invitation = await owner.app.ok("POST /organizations/{id}/invitations", [id], {
      emailAddress: newAddress(),
    });
    for (const [name, items, body] of CALLS.filter(
      ([name]) => !/^GET \/organizations\/\{id\}(\/members)?$/.test(name),
    )) {
      if (name.endsWith("/leave")) continue;
      const ids = items.length === 0 ? [] : [name.includes("member") ? colleague.memberId : invitation.id];
      const refused = await member.app.call(name, [id, ...ids], body);
      expect([refused.status, refused.codes], name).toEqual([403, ["organization_role_insufficient"]]);
    }
    const read = await member.app.ok("GET /organizations/{id}", [id]);
    expect(read).toMatchObject({ id, name: "Lanterns", role: "member", inviteRoles: [] });
    expect(read.members.map(({ role }: { role: string }) => role)).toEqual(["owner", "member", "member"]);
    expect((await member.app.ok("GET /organizations/{id}/members", [id])).data).toEqual(read.members);
    const own = read.members.find(({ isSelf }: { isSelf: boolean }) => isSelf);
    expect(own).toMatchObject({ userId: member.id, emailAddress: member.address, canRemove: false });
    expect((await member.app.ok("POST /organizations/{id}/leave", [id])).organization).toBeNull();
    expect((await member.app.call("GET /organizations/{id}", [id])).status).toBe(404);
  });

  test("an admin invites and manages members, but no owner", async () => {
    const { id, owner, others } = await organizationWith("admin", "member");
    const [admin, member] = others;
    if (!admin || !member) throw new Error("There are two members.");
    const at = "PATCH /organizations/{id}/members/{memberId}";
    expect((await admin.app.call(at, [id, owner.memberId], { role: "member" })).codes).toEqual([
      "organization_role_insufficient",
    ]);
    expect((await admin.app.call(at, [id, member.memberId], { role: "owner" })).codes).toEqual([
      "organization_role_insufficient",
    ]);
    const body = { emailAddress: newAddress(), role: "owner" };
    expect((await admin.app.call("POST /organizations/{id}/invitations", [id], body)).codes).toEqual([
      "organization_role_insufficient",
    ]);
    await admin.app.ok("POST /organizations/{id}/invitations", [id], { ...body, role: "member" });
    expect(
      await admin.app.ok("DELETE /organizations/{id}/members/{memberId}", [id, member.memberId]),
    ).toEqual({
      id: member.memberId,
      deleted: true,
    });
    expect((await owner.app.ok("GET /organizations/{id}/members", [id])).data).toHaveLength(2);
  });

  test("the last owner can neither leave nor step down, and deletes only an organization without others", async () => {
    const { id, owner, others } = await organizationWith("member");
    const [member] = others;
    if (!member) throw new Error("There is a member.");
    const change = "PATCH /organizations/{id}/members/{memberId}";
    const step = await owner.app.call(change, [id, owner.memberId], { role: "member" });
    expect([step.status, step.codes]).toEqual([422, ["organization_last_owner"]]);
    expect((await owner.app.call("POST /organizations/{id}/leave", [id])).codes).toEqual([
      "organization_last_owner",
    ]);
    const kept = await owner.app.call("DELETE /organizations/{id}", [id]);
    expect([kept.status, kept.codes]).toEqual([400, ["client_state_invalid"]]);
    expect(await owner.app.ok(change, [id, member.memberId], { role: "owner" })).toMatchObject({
      role: "owner",
    });
    expect(await owner.app.ok(change, [id, owner.memberId], { role: "member" })).toMatchObject({
      isSelf: true,
      assignableRoles: ["member"],
    });
    await owner.app.ok("POST /organizations/{id}/leave", [id]);
    expect(await member.app.ok("DELETE /organizations/{id}", [id])).toEqual({ id, deleted: true });
    expect((await member.app.call("GET /organizations/{id}", [id])).status).toBe(404);
    expect(await eventsOf(id)).toEqual([
      "organization.created",
      "organization.switched",
      "organization.role_changed",
      "organization.role_changed",
      "organization.left",
      "organization.deleted",
    ]);
  });
});

describe("invitations", () => {
  test("are sent, listed, resent under a new id, and revoked", async () => {
    const { id, owner } = await organizationWith();
    const emailAddress = newAddress();
    const at = "POST /organizations/{id}/invitations";
    const sent = await owner.app.ok(at, [id], { emailAddress: ` ${emailAddress.toUpperCase()} ` });
    expect(sent).toMatchObject({ emailAddress, role: "member", isExpired: false, canManage: true });
    expect((await owner.app.ok("GET /organizations/{id}/invitations", [id])).data).toEqual([sent]);
    const again = await owner.app.ok(`${at}/{invitationId}/resend`, [id, sent.id]);
    expect(again).toMatchObject({ emailAddress, role: "member" });
    expect(again.id).not.toBe(sent.id);
    const old = await owner.app.call(`${at}/{invitationId}/resend`, [id, sent.id]);
    expect(old.codes).toEqual(["resource_not_found"]);
    const revoke = "DELETE /organizations/{id}/invitations/{invitationId}";
    expect(await owner.app.ok(revoke, [id, again.id])).toEqual({ id: again.id, deleted: true });
    expect((await owner.app.call(revoke, [id, again.id])).status).toBe(404);
    expect((await owner.app.ok("GET /organizations/{id}/invitations", [id])).data).toEqual([]);
  });

  test("get an error at the invalid field, and count towards the limits of the pages", async () => {
    const { id, owner } = await organizationWith();
    const at = "POST /organizations/{id}/invitations";
    for (const [body, code, field] of [
      [{}, "form_param_missing", "emailAddress"],
      [{ emailAddress: "grace" }, "form_param_format_invalid", "emailAddress"],
      [{ emailAddress: newAddress(), role: "king" }, "form_param_format_invalid", "role"],
      [{ emailAddress: newAddress(), rank: "king" }, "form_param_unknown", "rank"],
    ] as const) {
      const refused = await owner.app.call(at, [id], body);
      expect([refused.status, refused.codes, refused.fields]).toEqual([422, [code], [field]]);
    }
    const emailAddress = newAddress();
    for (let sent = 0; sent < 10; sent++) await owner.app.ok(at, [id], { emailAddress });
    const limited = await owner.app.call(at, [id], { emailAddress });
    expect([limited.status, limited.codes]).toEqual([429, ["too_many_requests"]]);
  });

  test("are answered once, and only by the invited user", async () => {
    const [{ id, owner }, invited, stranger] = [await organizationWith(), await person(), await person()];
    const sent = await owner.app.ok("POST /organizations/{id}/invitations", [id], {
      emailAddress: invited.address,
    });
    for (const answer of ["accept", "decline"]) {
      const refused = await stranger.app.call(`POST /organizations/invitations/{id}/${answer}`, [sent.id]);
      expect([refused.status, refused.codes]).toEqual([404, ["resource_not_found"]]);
    }
    expect((await stranger.app.ok("GET /organizations/invitations")).data).toEqual([]);
    const accept = () => invited.app.copy().call("POST /organizations/invitations/{id}/accept", [sent.id]);
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await invited.app.ok("GET /session")).organization).toMatchObject({ id, role: "member" });

    const declined = await owner.app.ok("POST /organizations/{id}/invitations", [id], {
      emailAddress: stranger.address,
    });
    expect(await stranger.app.ok("POST /organizations/invitations/{id}/decline", [declined.id])).toEqual({
      id: declined.id,
      status: "declined",
    });
    expect((await stranger.app.ok("GET /organizations")).data).toEqual([]);
  });
});

test("the active organization changes with a switch, and clears with null", async () => {
  const { app } = await person();
  const first = await app.ok("POST /organizations", [], { name: "Kites" });
  const second = await app.ok("POST /organizations", [], { name: "Lanterns" });
  expect((await app.ok("GET /organizations")).data).toEqual([first, second]);
  const active = async () => (await app.ok("GET /session")).organization;
  expect(await active()).toMatchObject({ id: second.id });
  const switched = await app.ok("POST /organizations/switch", [], { organizationId: first.id });
  expect(switched.organization).toEqual({ id: first.id, name: "Kites", role: "owner" });
  expect((await app.ok("POST /organizations/switch", [], { organizationId: null })).organization).toBeNull();
  expect(await active()).toBeNull();
  const missing = await app.call("POST /organizations/switch");
  expect([missing.codes, missing.fields]).toEqual([["form_param_missing"], ["organizationId"]]);
  const nameless = await app.call("POST /organizations", [], { name: " " });
  expect([nameless.codes, nameless.fields]).toEqual([["form_param_format_invalid"], ["name"]]);
  expect(nameless.headers.get("cache-control")).toBe("no-store");
});
