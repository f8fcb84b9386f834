import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { CLI_ACTOR } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { addEndpoint } from "./endpoints";

const URL = "https://hooks.example.com/double-click";

test("a form that is submitted several times at once adds one endpoint and shows one secret", async () => {
  const formId = randomUUID();
  const submit = () => addEndpoint({ url: URL, events: [], formId }, CLI_ACTOR);
  const results = await Promise.all(Array.from({ length: 4 }, submit));
  expect(results[0]).toMatchObject({ ok: true, secret: expect.stringMatching(/^whsec_/) });
  for (const result of results) expect(result).toEqual(results[0]);
  const db = await database();
  expect(await db.webhookEndpoint.count({ where: { url: URL } })).toBe(1);

  await db.$executeRaw`UPDATE "WebhookEndpoint" SET "createdAt" = "createdAt" - interval '2 minutes'`;
  expect(await submit()).toMatchObject({ errors: [{ code: "client_state_invalid" }] });
  expect(await addEndpoint({ url: URL, events: [] }, CLI_ACTOR)).toMatchObject({ ok: true });
  expect(await db.webhookEndpoint.count({ where: { url: URL } })).toBe(2);
});
