import "@/lib/db/testing/own-embedded";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { attemptSecondFactor } from "@/lib/flows/second-factor/attempt";
import { signInWithPassword } from "@/lib/flows/sign-in/with-password";
import { makeCaller } from "@/lib/flows/testing/user";
import { DEMO_ACCOUNTS, DEMO_BACKUP_CODES, seedDemoAccounts } from "./accounts";

test("creates the demo accounts once, and each backup code of Linus works", async () => {
  await seedDemoAccounts();
  await seedDemoAccounts();
  const db = await database();
  expect(await db.user.count()).toBe(DEMO_ACCOUNTS.length);
  expect(await db.backupCode.count()).toBe(DEMO_BACKUP_CODES.length);

  const who = { identifier: "linus@example.com", password: DEMO_PASSWORD, redirectUrl: null };
  for (const code of DEMO_BACKUP_CODES) {
    const caller = makeCaller();
    const came = await signInWithPassword(who, caller);
    if (!came.ok || came.outcome.status !== "needs_second_factor") throw new Error("came in without");
    const { signInId } = came.outcome;
    const attempted = { signInId, strategy: "backup_code", code, trustDevice: false } as const;
    expect((await attemptSecondFactor(attempted, caller)).ok, code).toBe(true);
  }
});
