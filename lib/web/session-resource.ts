import type { CurrentSession } from "@/lib/session/find";
import type { TaskKey } from "@/lib/session/tasks";
import { pageOfTask } from "./access";

type TaskResource = { key: TaskKey; url: string };

/** A session as the API tells it. Of a pending one nothing is told of its user. */
type SessionResource = {
  id: string;
  status: "active" | "pending";
  currentTask: TaskResource | null;
  tasks: TaskResource[];
  user: { id: string; name: string | null; emailAddress: string | null } | null;
  /** The one its person works in. */
  organization: CurrentSession["organization"];
  /** Milliseconds since 1970. */
  expireAt: number;
};

/** Describes a session for a client; `url` is the page on which a task is done. */
export function sessionResource(session: CurrentSession): SessionResource {
  const { id, status, tasks, user, expiresAt } = session;
  const resources = tasks.map((key) => ({ key, url: pageOfTask(key) }));
  const { id: userId, name, emailAddress } = user;
  return {
    id,
    status,
    currentTask: resources[0] ?? null,
    tasks: resources,
    user: status === "active" ? { id: userId, name, emailAddress } : null,
    organization: status === "active" ? session.organization : null,
    expireAt: expiresAt.getTime(),
  };
}
