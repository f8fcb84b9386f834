import { CLIENTS, NativeClient, signedInApp } from "../api";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { newName } from "./organization-steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { REQUIRE_ORGANIZATION: "true" } });

const TASK = "/session/tasks/choose-organization";

for (const { kind, Client } of CLIENTS) {
  test(`@server ${kind} creates an organization to complete the choose-organization task`, async ({
    app,
    user,
  }) => {
    const client = new Client(app);
    await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    const pending = (await client.get("/session")).body;
    expect(pending).toMatchObject({
      status: "pending",
      currentTask: { key: "choose-organization" },
      user: null,
    });
    expect((await client.get("/me")).codes).toEqual(["session_pending"]);
    const none = await client.post(TASK);
    expect([none.codes, none.fields]).toEqual([["form_param_missing"], ["organizationId"]]);
    const blank = await client.post(TASK, { name: "  " });
    expect([blank.status, blank.fields]).toEqual([422, ["name"]]);

    const before = client.copy();
    const name = newName();
    const active = await client.ok(TASK, { name });
    expect(active).toMatchObject({
      id: pending.id,
      status: "active",
      currentTask: null,
      organization: { name, role: "owner" },
      user: { emailAddress: user.address },
    });
    expect((await client.get("/session")).body).toEqual(active);
    expect((await before.get("/session")).status).toBe(401);
    expect((await client.post(TASK, { name: newName() })).codes).toEqual(["client_state_invalid"]);
  });
}

test("@server @sql an app can choose only an organization of its user", async ({ app, createNextUser }) => {
  const [owner, other] = [createNextUser(), createNextUser()];
  const client = await signedInApp(app, owner);
  const { id, organization } = await client.ok(TASK, { name: newName() });
  await query(app, `UPDATE "Session" SET "organizationId" = NULL WHERE id = $1`, [id]);
  expect((await client.get("/session")).body).toMatchObject({ status: "pending", organization: null });
  const stranger = await signedInApp(app, other);
  const refused = await stranger.post(TASK, { organizationId: organization.id });
  expect([refused.status, refused.codes]).toEqual([404, ["resource_not_found"]]);
  expect((await stranger.get("/session")).body.status).toBe("pending");

  const chosen = await client.ok(TASK, { organizationId: organization.id });
  expect(chosen).toMatchObject({ id, status: "active", organization });
  const again = new NativeClient(app);
  await again.ok("/sign-ins", { identifier: owner.address, password: owner.password });
  expect((await again.get("/session")).body).toMatchObject({ status: "active", organization });
});
