import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { supportedFirstFactors } from "./factors";

const NUMBERS = ["+14155550142", "+14155550143"];

/** Creates a user with two addresses and two numbers; the first of each is primary. */
async function createTestUser() {
  const db = await database();
  const addresses = ["uma", "work"].map((name) => `${name}-${randomUUID()}@company.example`);
  const primaryFirst = (nth: number) => ({ isPrimary: nth === 0, verifiedAt: new Date() });
  const { id } = await db.user.create({
    data: {
      emailAddresses: { create: addresses.map((address, nth) => ({ address, ...primaryFirst(nth) })) },
      phoneNumbers: { create: NUMBERS.map((number, nth) => ({ number, ...primaryFirst(nth) })) },
    },
  });
  return { id, addresses };
}

/** Returns the factors shown for a typed identifier. */
async function shownTo(identifier: string, userId: string | null): Promise<string[]> {
  const factors = await supportedFirstFactors(await database(), identifier, userId);
  return factors.map(({ method, contact }) => `${method} ${contact.masked}`);
}

test("an untyped contact shows no more than a decoy does", async () => {
  const { id, addresses } = await createTestUser();
  for (const number of NUMBERS) {
    const tail = number.slice(-2);
    const shown = [`phone_code •••• ${tail}`, "email_code u•••@•••", "email_link u•••@•••"];
    expect(await shownTo(number, id)).toEqual(shown);
    const unknown = await shownTo(number, null);
    expect(unknown.map((one) => one.replace(/[a-z•](?=•••@)/, "u"))).toEqual(shown);
  }
  for (const address of addresses) {
    const typed = `${address[0]}•••@company.example`;
    expect(await shownTo(address, id)).toEqual([
      `email_code ${typed}`,
      `email_link ${typed}`,
      "phone_code •••• 42",
    ]);
  }
});
