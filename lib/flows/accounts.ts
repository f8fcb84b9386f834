import type { Db } from "@/lib/db/client";

/** What the flows need to know of an account. */
export type Account = {
  userId: string;
  emailAddressId: string;
  emailAddress: string;
  passwordHash: string | null;
  passwordCompromised: boolean;
  locked: boolean;
};

/** The account that a normalized address belongs to. Only a verified address leads to one. */
export async function findAccountByEmailAddress(db: Db, address: string): Promise<Account | null> {
  const found = await db.emailAddress.findFirst({
    where: { address, verifiedAt: { not: null } },
    select: {
      id: true,
      address: true,
      user: { select: { id: true, passwordHash: true, passwordCompromisedAt: true, lockedAt: true } },
    },
  });
  if (!found) return null;
  return {
    userId: found.user.id,
    emailAddressId: found.id,
    emailAddress: found.address,
    passwordHash: found.user.passwordHash,
    passwordCompromised: found.user.passwordCompromisedAt !== null,
    locked: found.user.lockedAt !== null,
  };
}
