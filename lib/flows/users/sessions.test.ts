import "@/lib/db/testing/own-database";
import { expect, test } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";
import { trustDevice, trustedDeviceCondition } from "../second-factor/trusted-devices";
import { createTestUser, makeCaller, signInAs, type TestUser } from "../testing/user";
import { lockUser } from "./lock";
import { revokeUserSession, revokeUserSessions } from "./sessions";

const PASSWORD = "violet otter mends lanterns";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };

/** Creates a user who is signed in with two trusted browsers. */
async function withTrustedBrowsers() {
  const person = await createTestUser(PASSWORD);
  const browsers = [await signInAs(person, PASSWORD), await signInAs(person, PASSWORD)] as const;
  const db = await database();
  for (const browser of browsers) await trustDevice(db, person.id, browser);
  return { person, browsers };
}

async function trusted({ id }: TestUser, browsers: readonly Caller[]): Promise<boolean[]> {
  const db = await database();
  return Promise.all(
    browsers.map(async (browser) => {
      const [row] = await db.$queryRaw<[{ is: boolean }]>`
        SELECT ${trustedDeviceCondition(browser)} AS is FROM "User" u WHERE u.id = ${id}::uuid`;
      return row.is;
    }),
  );
}

test.each([
  ["signed out everywhere", (userId: string) => revokeUserSessions(userId, BACK_OFFICE)],
  ["locked", (userId: string) => lockUser(userId, BACK_OFFICE)],
])("no browser of a user who is %s skips the second factor any more", async (_what, end) => {
  const { person, browsers } = await withTrustedBrowsers();
  expect(await trusted(person, browsers)).toEqual([true, true]);
  expect(await end(person.id)).toMatchObject({ ok: true });
  expect(await trusted(person, browsers)).toEqual([false, false]);
});

test("revoking a session revokes the trust in its browser, and in no other", async () => {
  const { person, browsers } = await withTrustedBrowsers();
  const session = await findSession(browsers[0].sessionToken);
  const of = { userId: person.id, sessionId: session?.id ?? "" };
  expect(await revokeUserSession(of, BACK_OFFICE)).toEqual({ ok: true });
  expect(await trusted(person, browsers)).toEqual([false, true]);
});
