import { database } from "@/lib/db/client";
import { hashPassword } from "@/lib/factors/password/hash";

/** The password of every demo account. */
export const DEMO_PASSWORD = "violet otter mends lanterns";

const ACCOUNTS = [
  { address: "ada@example.com", phone: "+14155550100", name: "Ada", role: "user", compromised: false },
  { address: "grace@example.com", phone: null, name: "Grace", role: "user", compromised: true },
  { address: "linus@example.com", phone: null, name: "Linus", role: "user", compromised: false },
  { address: "admin@example.com", phone: null, name: "Admin", role: "admin", compromised: false },
] as const;

/** The addresses of the demo accounts. */
export const DEMO_ACCOUNTS = ACCOUNTS.map(({ address }) => address);

/** Makes the demo accounts that are missing; those there are stay as they are. */
export async function seedDemoAccounts(): Promise<void> {
  const db = await database();
  const there = await db.emailAddress.findMany({
    where: { address: { in: DEMO_ACCOUNTS } },
  });
  for (const { address, phone, name, role, compromised } of ACCOUNTS) {
    if (there.some((row) => row.address === address)) continue;
    await db.user.create({
      data: {
        name,
        role,
        passwordHash: await hashPassword(DEMO_PASSWORD),
        passwordCompromisedAt: compromised ? new Date() : null,
        emailAddresses: { create: { address, isPrimary: true, verifiedAt: new Date() } },
        ...(phone && {
          phoneNumbers: { create: { number: phone, isPrimary: true, verifiedAt: new Date() } },
        }),
      },
    });
  }
}
