import { type ApiEndpoint, defineEndpoint } from "../api-endpoint";
import { deletedSchema, noInput } from "../fields";
import { auditEventsSchema, listAuditEventsSchema } from "./audit-events";
import {
  createInvitationSchema,
  invitationSchema,
  invitationsSchema,
  listInvitationsSchema,
} from "./invitations";
import {
  createUserSchema,
  listUsersSchema,
  revokedSchema,
  revokeSessionsSchema,
  setPasswordSchema,
  updateUserSchema,
  userSchema,
  usersSchema,
} from "./users";

/**
 * Every endpoint of the backend API, which requires a `SECRET_KEY`, by method and path. 404 if no key is configured,
 * 429 for wrong keys.
 */
export const BACKEND_ENDPOINTS = {
  "GET /users": defineEndpoint("List users, newest first", listUsersSchema, usersSchema, [404, 429]),
  "POST /users": defineEndpoint("Create a user", createUserSchema, userSchema, [404, 429]),
  "GET /users/{id}": defineEndpoint("Get a user", noInput, userSchema, [429]),
  "PATCH /users/{id}": defineEndpoint(
    "Update the name or username of a user",
    updateUserSchema,
    userSchema,
    [429],
  ),
  "DELETE /users/{id}": defineEndpoint("Delete a user", noInput, deletedSchema, [400, 429]),
  "PUT /users/{id}/password": defineEndpoint(
    "Set the password of a user, and revoke their sessions",
    setPasswordSchema,
    userSchema,
    [429],
  ),
  "POST /users/{id}/password/expire": defineEndpoint(
    "Require a new password at the next sign-in",
    noInput,
    userSchema,
    [429],
  ),
  "POST /users/{id}/password/set-compromised": defineEndpoint(
    "Mark a password as compromised",
    noInput,
    userSchema,
    [400, 429],
  ),
  "POST /users/{id}/password/unset-compromised": defineEndpoint(
    "Clear the compromised flag of a password",
    noInput,
    userSchema,
    [429],
  ),
  "POST /users/{id}/lock": defineEndpoint("Lock a user", noInput, userSchema, [429]),
  "POST /users/{id}/unlock": defineEndpoint("Unlock a user", noInput, userSchema, [429]),
  "POST /users/{id}/sessions/revoke": defineEndpoint(
    "Revoke one or all sessions of a user",
    revokeSessionsSchema,
    revokedSchema,
    [429],
  ),
  "GET /invitations": defineEndpoint(
    "List invitations to sign up, newest first",
    listInvitationsSchema,
    invitationsSchema,
    [404, 429],
  ),
  "POST /invitations": defineEndpoint(
    "Invite an email address to sign up",
    createInvitationSchema,
    invitationSchema,
    [400, 404, 429],
  ),
  "POST /invitations/{id}/revoke": defineEndpoint(
    "Revoke an invitation",
    noInput,
    invitationSchema,
    [400, 429],
  ),
  "GET /audit-events": defineEndpoint(
    "List audit events, newest first",
    listAuditEventsSchema,
    auditEventsSchema,
    [404, 429],
  ),
} satisfies Record<string, ApiEndpoint>;
