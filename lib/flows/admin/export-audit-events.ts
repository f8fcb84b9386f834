import { type Actor, recordActorEvent } from "@/lib/audit";
import { csvLine } from "@/lib/csv";
import { database } from "@/lib/db/client";
import { type AuditFilter, type AuditRecord, listAuditEvents } from "../audit/list";
import { type Cursor, readCursor } from "../cursor";

/** Number of events read per query, which bounds the memory in use. */
const BATCH = 500;

const COLUMNS = [
  ...["createdAt", "type", "outcome", "userId", "actorId", "sessionId", "signInId"],
  ...["ipAddress", "userAgent", "requestId", "details"],
];

/**
 * Exports the audit log as the lines of a CSV file, newest event first. Omits events that are recorded during the
 * export. Records the export in the audit log.
 */
export async function* exportAuditEvents(filter: AuditFilter, actor: Actor): AsyncGenerator<string> {
  await recordActorEvent(await database(), actor, { type: "audit_log.exported", userId: filter.userId });
  yield csvLine(COLUMNS);
  let cursor: Cursor | null = null;
  do {
    const page = await listAuditEvents({ ...filter, limit: BATCH, cursor });
    yield page.events.map(lineOf).join("");
    cursor = page.nextCursor === null ? null : readCursor(page.nextCursor);
  } while (cursor !== null);
}

function lineOf(event: AuditRecord): string {
  return csvLine([
    ...[event.createdAt.toISOString(), event.type, event.outcome],
    ...[event.userId, event.actorId, event.sessionId, event.signInId],
    ...[event.ipAddress, event.userAgent, event.requestId, JSON.stringify(event.details)],
  ]);
}
