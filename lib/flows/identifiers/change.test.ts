import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { createTestUser, signInAs } from "../testing/user";
import { removeIdentifier } from "./change";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const PASSWORD = "violet otter mends lanterns";

test("removing the primary address returns the address that becomes primary, the longest verified one", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const db = await database();
  const own = await db.emailAddress.findFirstOrThrow({ where: { userId: person.id } });
  const add = (address: string, verifiedAt: Date | null) =>
    db.emailAddress.create({ data: { userId: person.id, address: `${address}-${own.address}`, verifiedAt } });
  const unverified = await add("unverified", null);
  const newest = await add("newest", new Date("2030-02-02"));
  const next = await add("next", new Date("2030-01-01"));

  const remove = (identifierId: string) => removeIdentifier({ kind: "email", identifierId }, caller);
  expect(await remove(unverified.id)).toMatchObject({ value: unverified.address, newPrimary: null });
  expect(await remove(own.id)).toMatchObject({ value: own.address, newPrimary: next.address });
  expect(await remove(newest.id)).toMatchObject({ value: newest.address, newPrimary: null });
  const left = await db.emailAddress.findMany({ where: { userId: person.id } });
  expect(left).toMatchObject([{ address: next.address, isPrimary: true }]);
});
