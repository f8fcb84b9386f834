import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { keyedHash } from "@/lib/crypto/hash";

const sessionIdSchema = z.uuid();

/**
 * Returns the token with which the reader of a notice can report a session: its ID and a message authentication code.
 * It needs no row of its own, and a copy of the database is not enough to compute it.
 *
 * @param sessionId a UUID
 */
export function reportTokenOf(sessionId: string): string {
  return `${sessionId}_${Buffer.from(keyedHash("session-report", sessionId)).toString("base64url")}`;
}

/** Returns the ID of the session that a token reports, or `null` if the token is not authentic. */
export function sessionOfReportToken(token: string): string | null {
  const [sessionId = ""] = token.split("_");
  if (!sessionIdSchema.safeParse(sessionId).success) return null;
  const [expected, actual] = [Buffer.from(reportTokenOf(sessionId)), Buffer.from(token)];
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? sessionId : null;
}
