import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { webhookCommand } from "./webhook";

vi.hoisted(() => {
  process.env.WEBHOOK_ALLOW_PRIVATE = "false";
});

const URL_OF_ONE = "https://example.com/hooks";
const AN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** Runs a successful command line; returns its message. */
async function printed(line: string): Promise<string> {
  const { done, message } = await webhookCommand(line.split(" "));
  expect(done, message).toBe(true);
  return message;
}

/** Runs a rejected command line; returns its message. */
async function rejection(line: string): Promise<string> {
  const { done, message } = await webhookCommand(line.split(" "));
  expect(done, message).toBe(false);
  return message;
}

/** Adds an endpoint; returns its id and its secret. */
async function add(events = ""): Promise<{ id: string; secret: string }> {
  const [, id = "", secret = ""] =
    /^Added (\S+)\. The secret, which is shown this once: (whsec_\S+)$/.exec(
      await printed(`add ${URL_OF_ONE}${events}`),
    ) ?? [];
  return { id, secret };
}

test("adds, lists, changes, disables, enables and removes endpoints", async () => {
  expect(await printed("list")).toBe("There are none.");
  const { id, secret } = await add();
  expect(secret).not.toBe("");
  expect(await printed("list")).toBe(`${id}  ${URL_OF_ONE}  all events  enabled`);
  expect(await printed(`update ${id} ${URL_OF_ONE}/2 user.created user.deleted`)).toBe("Changed.");
  expect(await printed(`disable ${id}`)).toBe("Disabled.");
  expect(await printed("list")).toBe(`${id}  ${URL_OF_ONE}/2  user.created,user.deleted  disabled (by_hand)`);
  expect(await printed(`enable ${id}`)).toBe("Enabled.");
  const next = await printed(`rotate ${id}`);
  expect(next).toMatch(/^The secret, which is shown this once: whsec_/);
  expect(next).not.toContain(secret);
  expect(await printed("list")).not.toContain("whsec_");
  expect(await printed(`remove ${id}`)).toBe("Removed.");
  expect(await printed("list")).toBe("There are none.");
});

test("lists the deliveries of an endpoint and resends one", async () => {
  const { id } = await add(" user.created");
  expect(await printed(`deliveries ${id}`)).toBe("There are none.");
  const [, delivery = ""] = /^On its way: (\S+)$/.exec(await printed(`test ${id}`)) ?? [];
  expect(await printed(`deliveries ${id}`)).toMatch(
    new RegExp(`^${delivery}  \\S+Z  webhook.test  queued  $`),
  );
  const db = await database();
  await db.webhookDelivery.update({
    where: { id: delivery },
    data: {
      status: "failed",
      endedAt: new Date(),
      tries: { create: { durationMs: 3, statusCode: 500, error: "Answered 500" } },
    },
  });
  expect(await printed(`deliveries ${id}`)).toContain("failed  Answered 500");
  expect(await printed(`resend ${delivery}`)).toMatch(/^On its way: /);
  await printed(`remove ${id}`);
});

test("rejects invalid commands with a message and changes nothing", async () => {
  expect(await rejection("add http://127.0.0.1/hooks")).toMatch(/^The URL must/);
  expect(await rejection(`add ${URL_OF_ONE} user.painted`)).toContain("user.created");
  expect(await printed("list")).toBe("There are none.");
  expect(await rejection(`remove ${AN_ID}`)).toMatch(/endpoint doesn't exist/);
  for (const unknown of ["", "paint", "remove", "remove everything", `paint ${AN_ID}`])
    expect(await rejection(unknown)).toMatch(/^webhook add URL/);
});

test("accepts Logto's name of a password reset, and stores the event once", async () => {
  const { id } = await add(" PostResetPassword user.password_reset");
  const stored = () => database().then((db) => db.webhookEndpoint.findUniqueOrThrow({ where: { id } }));
  expect((await stored()).events).toEqual(["user.password_reset"]);
  expect(await printed("list")).toContain(`${id}  ${URL_OF_ONE}  user.password_reset  enabled`);
  await printed(`update ${id} ${URL_OF_ONE} user.created PostResetPassword`);
  expect((await stored()).events).toEqual(["user.created", "user.password_reset"]);
  expect(await rejection(`update ${id} ${URL_OF_ONE} PostSignIn`)).toContain("user.password_reset");
  expect(await rejection(`update ${id} ${URL_OF_ONE} constructor`)).toContain("user.password_reset");
  await printed(`remove ${id}`);
});
