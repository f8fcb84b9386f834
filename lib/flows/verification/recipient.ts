import type { Db } from "@/lib/db/client";

/**
 * Returns the recipient of the messages of a verification: the stored address or number, never the typed one, or the
 * address of a sign-up. Returns `null` if there is no account, the account is locked, or the address may not serve the
 * purpose: only a verified address can sign in, reset a password or reauthenticate.
 */
export async function recipientOf(tx: Db, verificationId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ recipient: string | null }[]>`
    SELECT CASE v.purpose WHEN 'sign_up' THEN v.destination ELSE coalesce(e.address, p.number) END AS recipient
    FROM "Verification" v
    LEFT JOIN "User" u ON u.id = v."userId" AND u."lockedAt" IS NULL
    LEFT JOIN "EmailAddress" e ON e.id = v."emailAddressId" AND e."userId" = u.id
      AND (v.purpose = 'email_address' OR e."verifiedAt" IS NOT NULL)
    LEFT JOIN "PhoneNumber" p ON p.id = v."phoneNumberId" AND p."userId" = u.id
      AND (v.purpose = 'phone_number' OR p."verifiedAt" IS NOT NULL)
    WHERE v.id = ${verificationId}::uuid`;
  return row?.recipient ?? null;
}
