import { deleteUser } from "@/lib/flows/users/delete";
import { updateUser } from "@/lib/flows/users/update";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged, replyUser } from "@/lib/web/api/backend/users";

/** One user. */
export const GET = backendRoute(BACKEND_CALLS["GET /users/{id}"], (_input, { id }) => replyUser(id));

/** Changes the name of a user. */
export const PATCH = backendRoute(BACKEND_CALLS["PATCH /users/{id}"], (input, call) =>
  replyChanged((id, actor) => updateUser(id, input, actor), call),
);

/** Erases a user. */
export const DELETE = backendRoute(BACKEND_CALLS["DELETE /users/{id}"], async (_input, { id, actor }) => {
  const deleted = await deleteUser(id, actor);
  return deleted.ok ? { ok: true, body: { id, deleted: true as const } } : deleted;
});
