import { z } from "zod";
import { config } from "@/lib/config";
import { OrganizationRole } from "@/lib/db/generated/enums";
import { TASK_KEYS } from "@/lib/session-tasks";
import type { CurrentSession } from "@/lib/sessions/find";
import { taskPath } from "./access";

const taskSchema = z
  .strictObject({
    key: z.enum(TASK_KEYS),
    url: z.string().describe("The page where the user completes the task."),
  })
  .meta({ id: "Task" });

const sessionUserSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string().nullable(),
    username: z.string().nullable().optional().describe("Only with `USERNAMES`."),
    emailAddress: z.string().nullable(),
  })
  .meta({ id: "SessionUser" });

const sessionOrganizationSchema = z
  .strictObject({ id: z.uuid(), name: z.string(), role: z.enum(OrganizationRole) })
  .meta({ id: "SessionOrganization" });

/** A session in API responses. A pending session contains no user data. */
export const sessionSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(["pending", "active"]),
    currentTask: taskSchema.nullable().describe("The next task of a pending session."),
    tasks: z.array(taskSchema),
    user: sessionUserSchema.nullable().describe("Null while the session is pending."),
    organization: sessionOrganizationSchema.nullable().describe("The current organization of the session."),
    expireAt: z.int().describe("When the session expires, in milliseconds since 1970."),
    authenticatedAt: z
      .int()
      .nullable()
      .describe(
        "When the user last verified a factor in the session, in milliseconds since 1970: a second factor, if they have one.",
      ),
  })
  .meta({ id: "Session" });

export type SessionResource = z.output<typeof sessionSchema>;

/** Converts a session to its API resource. */
export function sessionResource(session: CurrentSession): SessionResource {
  const { id, status, tasks, user, expiresAt } = session;
  const resources = tasks.map((key) => ({ key, url: taskPath(key) }));
  const { id: userId, name, username, emailAddress } = user;
  return {
    id,
    status,
    currentTask: resources[0] ?? null,
    tasks: resources,
    user:
      status === "active"
        ? { id: userId, name, ...(config().usernames && { username }), emailAddress }
        : null,
    organization: status === "active" ? session.organization : null,
    expireAt: expiresAt.getTime(),
    authenticatedAt: session.authenticatedAt?.getTime() ?? null,
  };
}
