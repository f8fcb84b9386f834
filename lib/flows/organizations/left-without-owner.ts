import type { Db } from "@/lib/db/client";

/** Lists the organizations that have other members, but no owner other than this user. */
export async function organizationsLeftWithoutOwner(
  db: Db,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT o.id, o.name FROM "Organization" o
    JOIN "Membership" own ON own."organizationId" = o.id AND own."userId" = ${userId}::uuid AND own.role = 'owner'
    JOIN "Membership" other ON other."organizationId" = o.id AND other."userId" <> own."userId"
    GROUP BY o.id, o.name HAVING bool_and(other.role <> 'owner')
    ORDER BY o.name, o.id`;
}
