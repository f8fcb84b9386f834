/** `npm run db:deploy`: applies the migrations that are missing. */
import { closeDatabase, migrateDatabase } from "@/lib/db/client";
import { whyNot } from "@/lib/server/why-not";

try {
  const applied = await migrateDatabase();
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
  await closeDatabase();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
