import type { RequestMetadata } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { emitEvents, hasSubscribers } from "@/lib/events/emit";
import type { WebhookEvent } from "@/lib/events/events";
import type { TaskKey } from "@/lib/session-tasks";
import { pendingSessionsOf } from "./find";

/** The reason why a session was revoked. */
export type RevokedReason =
  | "signed_out"
  | "replaced"
  | "password_changed"
  | "second_factor_changed"
  | "user_locked"
  | "user_deleted"
  | "deletion_requested"
  | "revoked"
  | "reported";

/** Emits the webhook event of a new session, and that of a pending session if it has tasks. */
export async function emitSessionCreated(
  tx: Db,
  { sessionId, userId, tasks }: { sessionId: string; userId: string; tasks: TaskKey[] },
  { ipAddress, userAgent }: RequestMetadata,
): Promise<void> {
  const status = tasks.length > 0 ? "pending" : "active";
  const created: WebhookEvent = {
    type: "session.created",
    data: { sessionId, userId, ipAddress, userAgent, status, tasks },
  };
  const pending: WebhookEvent = { type: "session.pending", data: { sessionId, userId, tasks } };
  await emitEvents(tx, tasks.length > 0 ? [created, pending] : [created]);
}

/** Emits a webhook event for each session of a user that is pending. */
export async function emitSessionsPending(tx: Db, userId: string): Promise<void> {
  if (!(await hasSubscribers(tx, ["session.pending"]))) return;
  const pending = await pendingSessionsOf(tx, userId);
  await emitEvents(
    tx,
    pending.map((data) => ({ type: "session.pending", data })),
  );
}

/** Emits a webhook event for each session that the user signed out of, or that was revoked for another reason. */
export async function emitSessionsEnded(
  tx: Db,
  { userId, sessionIds, reason }: { userId: string; sessionIds: string[]; reason: RevokedReason },
): Promise<void> {
  await emitEvents(
    tx,
    sessionIds.map((sessionId) =>
      reason === "signed_out"
        ? { type: "session.ended", data: { sessionId, userId } }
        : { type: "session.revoked", data: { sessionId, userId, reason } },
    ),
  );
}
