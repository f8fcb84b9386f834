import { z } from "zod";
import type { Result } from "@/lib/errors";
import { listAuditEvents } from "@/lib/flows/audit/list";
import { textField } from "../fields";
import { nextCursor, pageFields, timeField, timestamp } from "./fields";

export const listAuditEventsSchema = z.strictObject({
  ...pageFields,
  userId: z.uuid().optional(),
  type: textField.optional(),
  since: timeField.optional(),
  until: timeField.optional(),
});

const auditEventSchema = z
  .strictObject({
    id: z.uuid(),
    type: z.string(),
    outcome: z.enum(["success", "failure"]),
    userId: z.uuid().nullable(),
    actorId: z
      .uuid()
      .nullable()
      .describe("The user who performed the action; null if `details.by` names another actor."),
    sessionId: z.uuid().nullable(),
    signInId: z.uuid().nullable(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    createdAt: timestamp,
  })
  .meta({ id: "AuditEvent" });

export const auditEventsSchema = z
  .strictObject({ data: z.array(auditEventSchema), nextCursor })
  .meta({ id: "AuditEventList" });

/** Returns a page of the audit log. */
export async function auditEventsResponse(
  input: z.output<typeof listAuditEventsSchema>,
): Promise<Result<{ body: z.output<typeof auditEventsSchema> }>> {
  const { limit, cursor = null, userId = null, type = null, since = null, until = null } = input;
  const page = await listAuditEvents({ limit, cursor, userId, type, since, until });
  const data = page.events.map((event) => ({ ...event, createdAt: event.createdAt.getTime() }));
  return { ok: true, body: { data, nextCursor: page.nextCursor } };
}
