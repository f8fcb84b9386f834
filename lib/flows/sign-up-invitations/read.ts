import { config } from "@/lib/config";
import { readForAdmins } from "@/lib/db/admin-reads";
import { database, Prisma } from "@/lib/db/client";
import { afterCursor, type Page, pageOf } from "../cursor";
import {
  COLUMNS,
  hashSignUpInvitationToken,
  type SignUpInvitation,
  type SignUpInvitationStatus,
  STATUS,
} from "./invitation";

/** The state of an invitation, as the page of its link may show it. Reading it changes nothing. */
export type SignUpInvitationView =
  | { state: "pending"; emailAddress: string; redirectUrl: string | null }
  | { state: Exclude<SignUpInvitationStatus, "pending"> | "closed" | "unknown" };

/**
 * Reads the invitation that a link belongs to. While sign-up is closed, no invitation can be used.
 *
 * @param token the token of the link
 */
export async function readSignUpInvitation(token: string): Promise<SignUpInvitationView> {
  const db = await database();
  const [row] = await db.$queryRaw<SignUpInvitation[]>`
    SELECT ${COLUMNS} FROM "SignUpInvitation" i WHERE i."tokenHash" = ${hashSignUpInvitationToken(token)}`;
  if (row === undefined) return { state: "unknown" };
  const { status, emailAddress, redirectUrl } = row;
  if (status !== "pending") return { state: status };
  return config().signUp.mode === "closed"
    ? { state: "closed" }
    : { state: status, emailAddress, redirectUrl };
}

/**
 * Lists invitations, newest first. An invitation is deleted 30 days after it has expired.
 *
 * @param status the state of the listed invitations; `null` for all
 * @returns a page, and the cursor of the next page
 */
export async function listSignUpInvitations({
  status,
  limit,
  cursor,
}: Page & { status: SignUpInvitationStatus | null }): Promise<{
  invitations: SignUpInvitation[];
  nextCursor: string | null;
}> {
  const picked = status === null ? Prisma.sql`true` : Prisma.sql`${STATUS} = ${status}`;
  const found = await readForAdmins(
    (db) => db.$queryRaw<SignUpInvitation[]>`
    SELECT ${COLUMNS} FROM "SignUpInvitation" i
    WHERE ${picked} AND ${afterCursor(Prisma.sql`i`, cursor)}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${limit + 1}`,
  );
  const { rows: invitations, nextCursor } = pageOf(found, limit);
  return { invitations, nextCursor };
}
