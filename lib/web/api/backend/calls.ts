import { type ApiCall, call } from "../call";
import { deletedSchema, noInput } from "../fields";
import { auditEventsSchema, listAuditEventsSchema } from "./audit-events";
import {
  createUserSchema,
  listUsersSchema,
  revokedSchema,
  revokeSessionsSchema,
  updateUserSchema,
  userSchema,
  usersSchema,
} from "./users";

/** Every call for whoever carries a `SECRET_KEY`, by method and path. 404 where there is no such key, 429 for wrong ones. */
export const BACKEND_CALLS = {
  "GET /users": call("List users, newest first", listUsersSchema, usersSchema, [404, 429]),
  "POST /users": call("Create a user", createUserSchema, userSchema, [404, 429]),
  "GET /users/{id}": call("Get a user", noInput, userSchema, [429]),
  "PATCH /users/{id}": call("Update the name of a user", updateUserSchema, userSchema, [429]),
  "DELETE /users/{id}": call("Delete a user", noInput, deletedSchema, [400, 429]),
  "POST /users/{id}/password/set-compromised": call(
    "Mark a password as compromised",
    noInput,
    userSchema,
    [400, 429],
  ),
  "POST /users/{id}/password/unset-compromised": call(
    "Clear the compromised mark of a password",
    noInput,
    userSchema,
    [429],
  ),
  "POST /users/{id}/lock": call("Lock a user", noInput, userSchema, [429]),
  "POST /users/{id}/unlock": call("Unlock a user", noInput, userSchema, [429]),
  "POST /users/{id}/sessions/revoke": call(
    "Revoke one or all sessions of a user",
    revokeSessionsSchema,
    revokedSchema,
    [429],
  ),
  "GET /audit-events": call(
    "List audit events, newest first",
    listAuditEventsSchema,
    auditEventsSchema,
    [404, 429],
  ),
} satisfies Record<string, ApiCall>;
