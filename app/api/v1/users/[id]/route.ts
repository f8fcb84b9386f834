import { deleteUser } from "@/lib/flows/users/delete";
import { updateUser } from "@/lib/flows/users/update";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged, replyUser, updateUserSchema } from "@/lib/web/api/backend/users";
import { noInput } from "@/lib/web/api/fields";

/** One user. */
export const GET = backendRoute(noInput, (_input, { id }) => replyUser(id));

/** Changes the name of a user. */
export const PATCH = backendRoute(updateUserSchema, (input, call) =>
  replyChanged((id, actor) => updateUser(id, input, actor), call),
);

/** Erases a user. */
export const DELETE = backendRoute(noInput, async (_input, { id, actor }) => {
  const deleted = await deleteUser(id, actor);
  return deleted.ok ? { ok: true, body: { id, deleted: true } } : deleted;
});
