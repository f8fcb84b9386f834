import { z } from "zod";
import type { Result } from "@/lib/errors";
import { listAuditEvents } from "@/lib/flows/audit/list";
import { textField } from "../fields";
import { pageFields, timeField } from "./fields";

export const listAuditEventsSchema = z.strictObject({
  ...pageFields,
  userId: z.uuid().optional(),
  type: textField.optional(),
  since: timeField.optional(),
  until: timeField.optional(),
});

/** Answers a page of the audit log. */
export async function replyAuditEvents(
  input: z.output<typeof listAuditEventsSchema>,
): Promise<Result<{ body: object }>> {
  const { limit, cursor = null, userId = null, type = null, since = null, until = null } = input;
  const { events, nextCursor } = await listAuditEvents({ limit, cursor, userId, type, since, until });
  const data = events.map((event) => ({ ...event, createdAt: event.createdAt.getTime() }));
  return { ok: true, body: { data, nextCursor } };
}
