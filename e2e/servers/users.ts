/** Migrates the configured database and fills it with users. Each user is for one test. */
import { closeDatabase, database, migrateDatabase } from "@/lib/db/client";
import { seedDemoAccounts } from "@/lib/demo/accounts";
import { hashPassword } from "@/lib/factors/password/hash";
import { withoutRequest } from "@/lib/jobs/requester";
import { addressOf, phoneOf, TEST_USER_COUNT, TEST_USER_PASSWORD } from "../users";

await migrateDatabase();
await seedDemoAccounts();
const db = await database();
const passwordHash = await hashPassword(TEST_USER_PASSWORD, withoutRequest());
await db.$executeRaw`
  INSERT INTO "User" ("passwordHash") SELECT ${passwordHash} FROM generate_series(1, ${TEST_USER_COUNT})`;
const users = await db.user.findMany({ where: { name: null }, select: { id: true } });
await db.emailAddress.createMany({
  data: users.map(({ id }, index) => ({
    userId: id,
    address: addressOf(index),
    isPrimary: true,
    verifiedAt: new Date(),
  })),
});
await db.phoneNumber.createMany({
  data: users.map(({ id }, index) => ({
    userId: id,
    number: phoneOf(index),
    isPrimary: true,
    verifiedAt: new Date(),
  })),
});
await closeDatabase();
