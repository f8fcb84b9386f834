import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { decoyContacts } from "./decoy-factors";
import { readSecondContactShare } from "./second-contact-share";

let numbers = 0;

type NewUser = { number?: string; isVerified?: boolean; isPrimary?: boolean; withAddress?: boolean };

const anAmericanNumber = () => `+1415555${String(++numbers).padStart(4, "0")}`;

async function createUsers(count: number, user: () => NewUser) {
  const db = await database();
  const verified = new Date();
  const users = Array.from({ length: count }, () => ({ id: randomUUID(), ...user() }));
  await db.user.createMany({ data: users.map(({ id }) => ({ id })) });
  await db.emailAddress.createMany({
    data: users
      .filter(({ withAddress = true }) => withAddress)
      .map(({ id: userId }) => {
        const address = `${userId}@people.example`;
        return { userId, address, isPrimary: true, verifiedAt: verified };
      }),
  });
  await db.phoneNumber.createMany({
    data: users.flatMap(({ id: userId, number, isVerified = true, isPrimary = true }) =>
      number === undefined ? [] : [{ userId, number, isPrimary, verifiedAt: isVerified ? verified : null }],
    ),
  });
}

test("the share is that of users who are offered a second contact", async () => {
  const db = await database();
  expect(await readSecondContactShare(db)).toMatchObject({ email: 1 / 3, phone: 1 });

  await createUsers(10, () => ({}));
  expect(await readSecondContactShare(db)).toMatchObject({ email: 0, phone: 1 });

  // None of these is offered: SMS are not sent to its country, it is not verified, or it is not primary.
  await createUsers(2, () => ({ number: `+9715012345${++numbers + 10}` }));
  await createUsers(2, () => ({ number: anAmericanNumber(), isVerified: false }));
  await createUsers(2, () => ({ number: anAmericanNumber(), isPrimary: false }));
  expect(await readSecondContactShare(db)).toMatchObject({ email: 0, phone: 1 });

  await createUsers(1, () => ({ number: anAmericanNumber() }));
  expect((await readSecondContactShare(db)).email).toBe(0.05);
  await createUsers(8, () => ({ number: anAmericanNumber() }));
  expect((await readSecondContactShare(db)).email).toBe(0.35);
  await createUsers(39, () => ({ number: anAmericanNumber(), withAddress: false }));
  expect(await readSecondContactShare(db)).toMatchObject({ email: 0.35, phone: 0.25 });
});

const addresses = Array.from({ length: 2_000 }, (_, nth) => `unknown-${nth}@example.com`);

const SHARE = { phone: 1, username: { email: 0, phoneWithEmail: 0, phoneWithoutEmail: 0 } };

function withSecond(share: number): Set<string> {
  return new Set(
    addresses.filter(
      (value) => decoyContacts({ kind: "email", value }, { ...SHARE, email: share }).length === 2,
    ),
  );
}

test("unknown identifiers show a second contact in the same share, and keep it when the share grows", () => {
  let before = withSecond(0);
  expect(before.size).toBe(0);
  for (const share of [0.05, 0.3, 0.35, 0.9, 1]) {
    const now = withSecond(share);
    expect(now.size / addresses.length).toBeGreaterThan(share - 0.04);
    expect(now.size / addresses.length).toBeLessThan(share + 0.04);
    for (const value of before) expect(now).toContain(value);
    before = now;
  }
  expect(before.size).toBe(addresses.length);
});
