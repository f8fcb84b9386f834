import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { CLI_ACTOR } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { deliverDueMessages } from "@/lib/notifications/deliver";
import { dropMessages } from "@/lib/notifications/outbox";
import { readMessage, writeCode, writeNotice } from "@/lib/notifications/testing/outbox";
import { listMessages } from "./list";
import { resendMessage } from "./resend";

const { provider } = await vi.hoisted(async () => {
  const { startResendServer } = await import("@/lib/notifications/testing/resend-server");
  const provider = await startResendServer();
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = provider.url;
  return { provider };
});

beforeEach(async () => {
  provider.answer();
  provider.requests.length = 0;
  await (await database()).outboxMessage.deleteMany();
});

afterAll(async () => {
  provider.stop();
});

/** Makes the provider reject a message permanently. Returns its id. */
async function fail(id: string): Promise<string> {
  provider.answer({ status: 422 });
  expect(await deliverDueMessages()).toMatchObject({ failed: 1 });
  provider.answer();
  return id;
}

/** Whether admins may resend the only message. */
async function isOffered(): Promise<boolean | undefined> {
  const { messages } = await listMessages({ failedOnly: true, limit: 10, cursor: null });
  return messages[0]?.canBeResent;
}

const codeOf = async (id: string) => {
  const result = await resendMessage(id, CLI_ACTOR);
  return result.ok ? null : result.errors[0].code;
};

test("a failed notice is sent again unchanged, and its content is then erased", async () => {
  const id = await fail(await writeNotice());
  expect(await isOffered()).toBe(true);
  expect(await codeOf(id)).toBeNull();
  expect(await deliverDueMessages()).toMatchObject({ sent: 1 });
  expect(provider.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([id, id]);
  expect(provider.requests[1]?.email).toEqual(provider.requests[0]?.email);
  expect(await readMessage(id)).toMatchObject({ status: "sent", sealedValues: null });
  const db = await database();
  const details = { path: ["messageId"], equals: id };
  expect(await db.auditEvent.count({ where: { type: "message.resent", details } })).toBe(1);
});

test("the content of a code is erased when it fails, and it cannot be resent", async () => {
  const id = await fail(await writeCode());
  expect(await readMessage(id)).toMatchObject({ status: "failed", sealedValues: null });
  expect(await isOffered()).toBe(false);
  expect(await codeOf(id)).toBe("resource_not_found");
  expect(await deliverDueMessages()).toMatchObject({ sent: 0 });
});

test("resends no unfailed, unknown or expired message, and none twice in concurrent requests", async () => {
  const waiting = await writeNotice();
  expect(await codeOf(waiting)).toBe("resource_not_found");
  await deliverDueMessages();
  expect(await codeOf(waiting)).toBe("resource_not_found");
  expect(await codeOf(randomUUID())).toBe("resource_not_found");
  const failed = await fail(await writeNotice());
  const db = await database();
  await db.outboxMessage.update({ where: { id: failed }, data: { expiresAt: new Date(0) } });
  expect(await codeOf(failed)).toBe("resource_not_found");
  await db.outboxMessage.update({ where: { id: failed }, data: { expiresAt: null } });
  const answers = await Promise.all([codeOf(failed), codeOf(failed), codeOf(failed)]);
  expect(answers.filter((code) => code === null)).toHaveLength(1);
});

test("the content of a failed message is erased with its recipient", async () => {
  const id = await fail(await writeNotice());
  const { recipient } = await readMessage(id);
  await inTransaction((tx) => dropMessages(tx, { recipients: [recipient], verificationIds: [] }));
  expect(await readMessage(id)).toMatchObject({ status: "failed", sealedValues: null });
  expect(await codeOf(id)).toBe("resource_not_found");
});

test("sends nothing to a locked account until it is unlocked", async () => {
  const id = await fail(await writeNotice());
  const { recipient } = await readMessage(id);
  const db = await database();
  const { id: userId } = await db.user.create({
    data: {
      lockedAt: new Date(),
      emailAddresses: { create: { address: recipient, isPrimary: true, verifiedAt: new Date() } },
    },
  });
  expect(await codeOf(id)).toBe("resource_not_found");
  await db.user.update({ where: { id: userId }, data: { lockedAt: null } });
  expect(await codeOf(id)).toBeNull();
});
