import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { expectOk } from "../testing/result";
import { createTestUser, signInAs } from "../testing/user";
import { createOrganization } from "./create";

const PASSWORD = "violet otter mends lanterns";

const ownedBy = async (userId: string) => (await database()).membership.count({ where: { userId } });

test("a form that is submitted several times at once creates one organization", async () => {
  const owner = await createTestUser(PASSWORD);
  const caller = await signInAs(owner, PASSWORD);
  const formId = randomUUID();
  const submit = async (name: string) =>
    expectOk(await createOrganization({ name, formId }, caller)).organizationId;
  const ids = await Promise.all(Array.from({ length: 5 }, () => submit("Lanterns")));
  expect(new Set(ids).size).toBe(1);
  expect(await ownedBy(owner.id)).toBe(1);
  expect(await submit(" Lanterns ")).toBe(ids[0]);
  expect(await submit("Kites")).not.toBe(ids[0]);
  expect(await ownedBy(owner.id)).toBe(2);
});

test("another form, another user and a call without a form create another organization", async () => {
  const [owner, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
  const [caller, stranger] = [await signInAs(owner, PASSWORD), await signInAs(other, PASSWORD)];
  const formId = randomUUID();
  const name = "Lanterns";
  const results = [
    await createOrganization({ name, formId }, caller),
    await createOrganization({ name, formId: randomUUID() }, caller),
    await createOrganization({ name }, caller),
    await createOrganization({ name }, caller),
    await createOrganization({ name, formId }, stranger),
  ];
  expect(new Set(results.map((result) => expectOk(result).organizationId)).size).toBe(results.length);
  expect([await ownedBy(owner.id), await ownedBy(other.id)]).toEqual([4, 1]);
});

test("a form of an organization that the user has left creates none, and names none", async () => {
  const owner = await createTestUser(PASSWORD);
  const caller = await signInAs(owner, PASSWORD);
  const input = { name: "Lanterns", formId: randomUUID() };
  expectOk(await createOrganization(input, caller));
  await (await database()).membership.deleteMany({ where: { userId: owner.id } });
  expect(await createOrganization(input, caller)).toMatchObject({
    ok: false,
    errors: [{ code: "client_state_invalid" }],
  });
  expect(await ownedBy(owner.id)).toBe(0);
});
