import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deliverDueMessages } from "@/lib/notifications/deliver";
import { OUTCOME_SHOWN_AFTER_SECONDS, RETRY_SHOWN_AFTER_SECONDS } from "@/lib/notifications/queue";
import { letTimePass, readMessage, writeCode } from "@/lib/notifications/testing/outbox";
import { messageProgress } from "./progress";
import type { Verification } from "./verification";

const { provider } = await vi.hoisted(async () => {
  const { startResendServer } = await import("@/lib/notifications/testing/resend-server");
  const provider = await startResendServer();
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = provider.url;
  return { provider };
});

beforeAll(async () => {
  await writeCode();
  await deliverDueMessages();
});

beforeEach(async () => {
  provider.answer();
  provider.requests.length = 0;
  await (await database()).outboxMessage.deleteMany();
});

afterAll(async () => {
  provider.stop();
});

/** Longer than a step of a test takes on a busy machine. */
const A_WHILE_SECONDS = 60;
/** Shorter than the timeout of a request. */
const PATIENCE = { timeout: 9_000 };

type Written = { id: string; verificationId: string };

/** Enqueues a code to a known recipient, and one to an unknown recipient. */
async function writeBoth(): Promise<[Written, Written]> {
  const write = async (deliverable: boolean) => {
    const verificationId = randomUUID();
    return { id: await writeCode(deliverable, { verificationId }), verificationId };
  };
  return [await write(true), await write(false)];
}

async function shown({ verificationId }: Written): Promise<string | undefined> {
  const verification = { id: verificationId, method: "email_code", matchNumber: null };
  return (await messageProgress(await database(), verification as Verification))?.delivery;
}

const statusOf = async ({ id }: Written) => (await readMessage(id)).status;

describe("what the user sees of a message", () => {
  test("does not depend on how long it or another message takes", async () => {
    provider.answer("hang");
    const both = await writeBoth();
    const delivered = deliverDueMessages();
    await vi.waitFor(async () => {
      expect(await Promise.all(both.map(statusOf))).toEqual(["sending", "suppressed"]);
    }, PATIENCE);
    await letTimePass(-A_WHILE_SECONDS);
    expect(await Promise.all(both.map(shown))).toEqual(["queued", "queued"]);
    await letTimePass(A_WHILE_SECONDS + OUTCOME_SHOWN_AFTER_SECONDS);
    expect(await Promise.all(both.map(shown))).toEqual(["sent", "sent"]);
    provider.answer();
    await delivered;
    expect(await Promise.all(both.map(shown))).toEqual(["sent", "sent"]);
  });

  test("shows a delay while the provider cannot be reached, and its end after a fixed time", async () => {
    const both = await writeBoth();
    await provider.goAway();
    await deliverDueMessages();
    await letTimePass(-A_WHILE_SECONDS);
    expect(await Promise.all(both.map(shown))).toEqual(["queued", "queued"]);
    await letTimePass(A_WHILE_SECONDS + RETRY_SHOWN_AFTER_SECONDS);
    expect(await Promise.all(both.map(shown))).toEqual(["delayed", "delayed"]);
    await provider.comeBack();
    provider.answer("hang");
    const delivered = deliverDueMessages();
    await vi.waitFor(async () => {
      expect(await Promise.all(both.map(statusOf))).toEqual(["sending", "suppressed"]);
    }, PATIENCE);
    expect(await Promise.all(both.map(shown))).toEqual(["delayed", "delayed"]);
    provider.answer();
    await delivered;
    expect(await Promise.all(both.map(shown))).toEqual(["delayed", "delayed"]);
    await letTimePass(RETRY_SHOWN_AFTER_SECONDS);
    expect(await Promise.all(both.map(shown))).toEqual(["sent", "sent"]);
  });

  test("does not change with later attempts that only a known recipient has", async () => {
    const both = await writeBoth();
    await provider.goAway();
    await deliverDueMessages();
    await provider.comeBack();
    provider.answer({ status: 503 });
    await letTimePass(RETRY_SHOWN_AFTER_SECONDS);
    await deliverDueMessages();
    await letTimePass(20);
    expect(await Promise.all(both.map(shown))).toEqual(["sent", "sent"]);
    await deliverDueMessages();
    expect((await readMessage(both[0].id)).attempts).toBe(3);
    expect(await Promise.all(both.map(shown))).toEqual(["sent", "sent"]);
  });

  test("shows that the message could not be sent in time", async () => {
    const both = await writeBoth();
    await provider.goAway();
    await deliverDueMessages();
    await letTimePass(600);
    await deliverDueMessages();
    await provider.comeBack();
    expect(await Promise.all(both.map(shown))).toEqual(["failed", "failed"]);
  });

  test("shows that it is still being sent while no worker has claimed it", async () => {
    const both = await writeBoth();
    await letTimePass(OUTCOME_SHOWN_AFTER_SECONDS + 1);
    expect(await Promise.all(both.map(shown))).toEqual(["queued", "queued"]);
    await letTimePass(600);
    await deliverDueMessages();
    expect(await Promise.all(both.map(shown))).toEqual(["failed", "failed"]);
  });
});
