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
  "GET /users": call("Users, the newest first", listUsersSchema, usersSchema, [404, 429]),
  "POST /users": call("Make a user", createUserSchema, userSchema, [404, 429]),
  "GET /users/{id}": call("A user", noInput, userSchema, [429]),
  "PATCH /users/{id}": call("Change the name of a user", updateUserSchema, userSchema, [429]),
  "DELETE /users/{id}": call("Erase a user", noInput, deletedSchema, [400, 429]),
  "POST /users/{id}/password/set-compromised": call(
    "Mark a password compromised",
    noInput,
    userSchema,
    [400, 429],
  ),
  "POST /users/{id}/password/unset-compromised": call("Take that mark back", noInput, userSchema, [429]),
  "POST /users/{id}/lock": call("Lock a user out", noInput, userSchema, [429]),
  "POST /users/{id}/unlock": call("Let a user in again", noInput, userSchema, [429]),
  "POST /users/{id}/sessions/revoke": call(
    "End one session of a user, or all",
    revokeSessionsSchema,
    revokedSchema,
    [429],
  ),
  "GET /audit-events": call(
    "The audit log, the newest line first",
    listAuditEventsSchema,
    auditEventsSchema,
    [404, 429],
  ),
} satisfies Record<string, ApiCall>;
