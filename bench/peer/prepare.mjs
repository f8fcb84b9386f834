/** `node prepare.mjs COUNT`: creates the tables, and users with the addresses and the password of the test users. */
import { getMigrations } from "better-auth/db/migration";
import { auth, hashPassword } from "./auth.mjs";

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
const { internalAdapter } = await auth.$context;
const password = await hashPassword(process.env.PASSWORD);
for (let index = 0; index < Number(process.argv[2]); index++) {
  const email = `person-${index}@people.example`;
  const user = await internalAdapter.createUser({ email, name: email, emailVerified: true });
  const account = { userId: user.id, accountId: user.id, providerId: "credential", password };
  await internalAdapter.linkAccount(account);
}
process.exit(0);
