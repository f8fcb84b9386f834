import { deleteUser } from "@/lib/flows/users/delete";
import { updateUser } from "@/lib/flows/users/update";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse, userResponse } from "@/lib/http/api/backend/users";

/** Returns a user. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /users/{id}"], (_input, { id }) => userResponse(id));

/** Changes the name or username of a user. */
export const PATCH = backendRoute(BACKEND_ENDPOINTS["PATCH /users/{id}"], (input, call) =>
  changedResponse((id, actor) => updateUser(id, input, actor), call),
);

/** Deletes a user. */
export const DELETE = backendRoute(BACKEND_ENDPOINTS["DELETE /users/{id}"], async (_input, { id, actor }) => {
  const deleted = await deleteUser(id, actor);
  return deleted.ok ? { ok: true, body: { id, deleted: true as const } } : deleted;
});
