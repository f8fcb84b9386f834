import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { metrics } from "@/lib/metrics";
import { deliverDueMessages } from "@/lib/notifications/deliver";
import { letTimePass, readMessage, writeCode } from "@/lib/notifications/testing/outbox";
import { listRejectedChannels } from "./rejected-channels";

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

const NONE = { sent: 0, suppressed: 0, postponed: 0, failed: 0, expired: 0 };
const sentIds = () => provider.requests.map(({ idempotencyKey }) => idempotencyKey);

describe("a provider that rejects the settings", () => {
  test("gets the message once the settings are corrected, and admins see the error until then", async () => {
    const id = await writeCode();
    provider.answer({ status: 401 });
    expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 1 });
    const error = "The provider rejects our settings (Resend answered 401 refused)";
    expect(await readMessage(id)).toMatchObject({ status: "queued", lastError: error });
    expect(await listRejectedChannels()).toEqual([{ channel: "email", error }]);
    expect(await metrics.register.getSingleMetricAsString("latchkey_provider_rejections_total")).toContain(
      'channel="email"',
    );
    provider.answer();
    await letTimePass(7);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(sentIds()).toEqual([id, id]);
    expect(await listRejectedChannels()).toEqual([]);
  });

  test("leaves the error with the message if it expires first", async () => {
    const id = await writeCode();
    provider.answer({ status: 403 });
    await deliverDueMessages();
    await letTimePass(601);
    expect(await deliverDueMessages()).toEqual({ ...NONE, expired: 1 });
    expect((await readMessage(id)).lastError).toContain("Resend answered 403");
    expect(await listRejectedChannels()).toHaveLength(1);
  });

  test("is distinguished from one that rejects a message", async () => {
    await writeCode();
    provider.answer({ status: 422 });
    expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
    expect(await listRejectedChannels()).toEqual([]);
  });
});
