/** `npm run db:seed`: makes the demo accounts that are missing. Their password is public: never run it in production. */
import { closeDatabase, migrateDatabase } from "@/lib/db/client";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemoAccounts } from "@/lib/demo/accounts";
import { whyNot } from "@/lib/server/why-not";

try {
  await migrateDatabase();
  await seedDemoAccounts();
  console.log(`The demo accounts are there: ${DEMO_ACCOUNTS.join(", ")}; password: ${DEMO_PASSWORD}`);
  await closeDatabase();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
