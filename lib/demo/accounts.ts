import { database } from "@/lib/db/client";
import { hashBackupCodes } from "@/lib/factors/backup-code/codes";
import { hashPassword } from "@/lib/factors/password/hash";
import { sealTotpSecret } from "@/lib/factors/totp/secret";

/** The password of every demo account. */
export const DEMO_PASSWORD = "violet otter mends lanterns";

/** What Linus's authenticator app shares with us, in Base32. */
export const DEMO_TOTP_SECRET = "LATCHKEYDEMOSECRETFORLINUSONLYAA";

/** What Linus wrote down for the day his phone is gone. Each works once. */
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

/** Makes the demo accounts that are missing; those there are stay as they are. */
export async function seedDemoAccounts(): Promise<void> {
  const db = await database();
  const there = await db.emailAddress.findMany({
    where: { address: { in: DEMO_ACCOUNTS } },
  });
  for (const account of ACCOUNTS) {
    if (there.some(({ address }) => address === account.address)) continue;
    await db.user.create({ data: await rowOf(account) });
  }
}

async function rowOf({ address, name, role, phone, compromised, totp }: DemoAccount) {
  const verifiedAt = new Date();
  return {
    name,
    ...(role && { role }),
    passwordHash: await hashPassword(DEMO_PASSWORD),
    passwordCompromisedAt: compromised ? new Date() : null,
    emailAddresses: { create: { address, isPrimary: true, verifiedAt } },
    ...(phone && { phoneNumbers: { create: { number: phone, isPrimary: true, verifiedAt } } }),
    ...(totp && {
      totpSecret: { create: { sealedSecret: sealTotpSecret(DEMO_TOTP_SECRET), verifiedAt } },
      backupCodes: { create: await backupCodeRows() },
    }),
  };
}

async function backupCodeRows() {
  const { salt, hashes } = await hashBackupCodes(DEMO_BACKUP_CODES);
  return hashes.map((codeHash) => ({ salt, codeHash }));
}
