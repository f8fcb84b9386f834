import { afterAll, expect, test, vi } from "vitest";
import { closeDatabase, migrateDatabase } from "@/lib/db/client";
import { deliverDueMessages } from "./deliver";
import { writeCode } from "./testing/outbox";

/** Only a PostgreSQL server has the several connections that two workers race on. */
const { provider, postgres } = await vi.hoisted(async () => {
  const { startPostgres } = await import("@/e2e/servers/postgres");
  const { startResendServer } = await import("./testing/resend-server");
  const [provider, postgres] = await Promise.all([startResendServer(), startPostgres()]);
  process.env.DATABASE_URL = postgres.url;
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = provider.url;
  return { provider, postgres };
});

afterAll(async () => {
  provider.stop();
  await closeDatabase();
  await postgres.stop();
});

test("several concurrent workers send every message exactly once", async () => {
  await migrateDatabase();
  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, nth) =>
      writeCode(true, { requester: { block: String(nth % 5), isKnownClient: nth % 2 === 0 } }),
    ),
  );
  const counts = await Promise.all(Array.from({ length: 6 }, () => deliverDueMessages()));
  const sent = provider.requests.map(({ idempotencyKey }) => idempotencyKey);
  expect(sent.toSorted()).toEqual(ids.toSorted());
  expect(counts.filter((count) => count.sent > 0).length).toBeGreaterThan(1);
});
