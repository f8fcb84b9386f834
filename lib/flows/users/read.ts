import { readForAdmins } from "@/lib/db/admin-reads";
import { type Db, database, Prisma } from "@/lib/db/client";
import { blockedUntil } from "@/lib/db/rate-limit";
import { failure, type Result } from "@/lib/errors";
import { HAS_SECOND_FACTOR } from "@/lib/sessions/second-factor";
import { afterCursor, type Page, pageOf } from "../cursor";
import { identifiersOfAll, type OwnIdentifier } from "../identifiers/read";
import { ownerOf } from "../limits/guesses";
import { matchesQuery } from "./search";

/** A user, as an admin sees them. */
export type UserRecord = UserRow & {
  emailAddresses: OwnIdentifier[];
  phoneNumbers: OwnIdentifier[];
  /** Expiry of the last lockout by wrong passwords or second factors; `null` without a lockout. */
  lockoutExpiresAt: Date | null;
};

type UserRow = {
  id: string;
  name: string | null;
  username: string | null;
  isAdmin: boolean;
  passwordEnabled: boolean;
  passwordCompromised: boolean;
  passwordExpired: boolean;
  twoFactorEnabled: boolean;
  /** Locked manually; see `lockUser`. */
  locked: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** Available while a session of that sign-in is stored: until a day after its end. */
  lastSignInAt: Date | null;
};

/**
 * Lists users, newest first.
 *
 * @param query a part of an address, number, username or name, or the beginning of an id; empty for all users
 * @returns a page, and the cursor of the next page
 */
export async function listUsers({
  query,
  ...page
}: Page & { query: string }): Promise<{ users: UserRecord[]; nextCursor: string | null }> {
  return readForAdmins(async (db) => {
    const matches = query === "" ? Prisma.sql`true` : await matchesQuery(db, query);
    const found = await readRows(
      db,
      Prisma.sql`${matches} AND ${afterCursor(Prisma.sql`u`, page.cursor)}`,
      page.limit + 1,
    );
    const { rows, nextCursor } = pageOf(found, page.limit);
    return { users: await complete(db, rows), nextCursor };
  });
}

/**
 * Returns a user.
 *
 * @param userId a UUID
 * @returns the user; or `resource_not_found`
 */
export async function readUser(userId: string): Promise<Result<{ user: UserRecord }>> {
  const db = await database();
  const [user] = await complete(db, await readRows(db, Prisma.sql`u.id = ${userId}::uuid`, 1));
  return user ? { ok: true, user } : userNotFound();
}

/** Whether a user exists. */
export async function userExists(db: Db, userId: string): Promise<boolean> {
  return (await db.user.count({ where: { id: userId } })) > 0;
}

/** The error that an admin gets for a user who does not exist. */
export function userNotFound() {
  return failure("resource_not_found", {}, { key: "no_such_user" });
}

/** Selects the page first, so that the other columns are only computed for its users. */
function readRows(db: Db, picked: Prisma.Sql, limit: number): Promise<UserRow[]> {
  const inOrder = Prisma.sql`ORDER BY u."createdAt" DESC, u.id DESC`;
  return db.$queryRaw<UserRow[]>`
    SELECT u.id, u.name, u.username, u.role = 'admin' AS "isAdmin", u."passwordHash" IS NOT NULL AS "passwordEnabled",
           u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised",
           u."passwordExpiredAt" IS NOT NULL AS "passwordExpired",
           ${HAS_SECOND_FACTOR} AS "twoFactorEnabled", u."lockedAt" IS NOT NULL AS locked,
           u."createdAt", u."updatedAt",
           (SELECT max(s."createdAt") FROM "Session" s WHERE s."userId" = u.id) AS "lastSignInAt"
    FROM (SELECT * FROM "User" u WHERE ${picked} ${inOrder} LIMIT ${limit}) AS u ${inOrder}`;
}

async function complete(db: Db, rows: UserRow[]): Promise<UserRecord[]> {
  const identifiers = await identifiersOfAll(rows.map(({ id }) => id));
  const lockouts = (id: string) => [ownerOf("password", id), ownerOf("second-factor", id)];
  const reached = await blockedUntil(
    db,
    rows.flatMap(({ id }) => lockouts(id)),
  );
  return rows.map((row) => ({
    ...row,
    ...identifiers(row.id),
    lockoutExpiresAt: reached(lockouts(row.id)),
  }));
}
