import { randomUUID } from "node:crypto";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { backupCodeRows, hashBackupCodes } from "@/lib/factors/backup-code/codes";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { hashPassword } from "@/lib/factors/password/hash";
import { sealTotpSecret } from "@/lib/factors/totp/secret";
import { withoutRequest } from "@/lib/jobs/requester";

/** The TOTP secret of Linus's authenticator app, in Base32. */
export const DEMO_TOTP_SECRET = "LATCHKEYDEMOSECRETFORLINUSONLYAA";

/** The backup codes of Linus, for use without his phone. Each can be used once. */
export const DEMO_BACKUP_CODES = ["demo-4nx7-c2qa-0001", "demo-8tk3-m5wd-0002", "demo-k6rv-9hzb-0003"];

type DemoAccount = {
  address: string;
  name: string;
  role?: "admin";
  phone?: string;
  compromised?: boolean;
  totp?: boolean;
};

const ACCOUNTS: DemoAccount[] = [
  { address: "ada@example.com", name: "Ada", phone: "+14155550100" },
  { address: "grace@example.com", name: "Grace", compromised: true },
  { address: "linus@example.com", name: "Linus", totp: true },
  { address: "admin@example.com", name: "Admin", role: "admin" },
];

/** The addresses of the demo accounts. */
export const DEMO_ACCOUNTS = ACCOUNTS.map(({ address }) => address);

/** Creates the demo accounts, unless this database has had them before: deleted ones stay deleted. */
export async function seedDemoAccountsOnce(): Promise<void> {
  const db = await database();
  if ((await db.demoAccount.count()) === 0) await seedDemoAccounts();
}

/**
 * Creates the demo accounts whose addresses no account has. A number that another account has is left out. Each account
 * is recorded for `lockDemoAccounts` and for later starts.
 */
export async function seedDemoAccounts(): Promise<void> {
  const missing = await withoutTaken(await database(), ACCOUNTS);
  if (missing.length === 0) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD, withoutRequest());
  const rows = new Map<string, UserRow>();
  for (const account of missing) rows.set(account.address, await rowOf(account, passwordHash));
  await inTransaction(async (tx) => {
    // Of two concurrent processes, the second one waits and finds the accounts.
    await tx.$executeRaw`LOCK TABLE "DemoAccount" IN SHARE ROW EXCLUSIVE MODE`;
    for (const account of await withoutTaken(tx, missing)) {
      const data = { ...rows.get(account.address), ...(await phoneOf(tx, account)) };
      const { id } = await tx.user.create({ data });
      await tx.demoAccount.create({ data: { userId: id } });
    }
  });
}

/** Filters out the accounts whose address another account already has. */
async function withoutTaken(db: Db, accounts: DemoAccount[]): Promise<DemoAccount[]> {
  const taken = await db.emailAddress.findMany({ where: { address: { in: DEMO_ACCOUNTS } } });
  return accounts.filter((account) => !taken.some(({ address }) => address === account.address));
}

async function phoneOf(tx: Db, { phone: number }: DemoAccount) {
  if (number === undefined || (await tx.phoneNumber.count({ where: { number } })) > 0) return {};
  return { phoneNumbers: { create: { number, isPrimary: true, verifiedAt: new Date() } } };
}

type UserRow = Awaited<ReturnType<typeof rowOf>>;

async function rowOf({ address, name, role, compromised, totp }: DemoAccount, passwordHash: string) {
  const [id, verifiedAt] = [randomUUID(), new Date()];
  return {
    id,
    name,
    ...(role && { role }),
    passwordHash,
    passwordCompromisedAt: compromised ? new Date() : null,
    emailAddresses: { create: { address, isPrimary: true, verifiedAt } },
    ...(totp && {
      totpSecret: { create: { sealedSecret: sealTotpSecret(DEMO_TOTP_SECRET), verifiedAt } },
      backupCodes: { create: backupCodeRows(hashBackupCodes(id, DEMO_BACKUP_CODES)) },
    }),
  };
}
