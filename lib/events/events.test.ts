import { expect, test } from "vitest";
import { EVENTS, SUBSCRIBABLE_EVENTS } from "./events";

const NAMES_OF_SECRETS = /password(?!_)|hash|code|token|secret|cookie/i;

test("no event has a field for a hash, a code, a token or a secret", () => {
  for (const schema of Object.values(EVENTS)) {
    for (const field of Object.keys(schema.shape)) expect(field).not.toMatch(NAMES_OF_SECRETS);
  }
});

test("rejects fields that EVENTS does not define", () => {
  const userId = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  expect(EVENTS["user.deleted"].safeParse({ userId }).success).toBe(true);
  expect(EVENTS["user.deleted"].safeParse({ userId, passwordHash: "$argon2id$" }).success).toBe(false);
});

test("an endpoint cannot subscribe to test events", () => {
  expect(SUBSCRIBABLE_EVENTS).not.toContain("webhook.test");
  expect(SUBSCRIBABLE_EVENTS).toHaveLength(11);
});
