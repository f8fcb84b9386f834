import type { z } from "zod";
import { listAuditEventsSchema } from "./backend/audit-events";
import { createUserSchema, listUsersSchema, revokeSessionsSchema, updateUserSchema } from "./backend/users";
import { attemptLinkSchema } from "./email-link";
import { noInput } from "./fields";
import {
  addEmailAddressSchema,
  addPhoneNumberSchema,
  attemptIdentifierSchema,
  prepareEmailAddressSchema,
  preparePhoneNumberSchema,
} from "./identifiers";
import { changePasswordSchema, updateMeSchema } from "./me";
import {
  resetByCodeSchema,
  resetByEmailSchema,
  resetByPhoneSchema,
  resetByTokenSchema,
} from "./password-reset";
import { attemptProofSchema } from "./proof";
import {
  attemptFirstFactorSchema,
  attemptSecondFactorSchema,
  createSignInSchema,
  prepareFirstFactorSchema,
  prepareSecondFactorSchema,
  resetPasswordSchema,
} from "./sign-in";
import { attemptSignUpSchema, createSignUpSchema, prepareSignUpSchema } from "./sign-up";
import { chooseOrganizationSchema, setupFactorSchema } from "./tasks";

/** A call of the API: what it is for, and the fields it takes. */
export type ApiCall = { summary: string; schema: z.ZodObject };

const call = (summary: string, schema: z.ZodObject = noInput): ApiCall => ({ summary, schema });

/** Every call for whoever carries a `SECRET_KEY`, by method and path. */
export const BACKEND_CALLS: Record<string, ApiCall> = {
  "GET /users": call("Users, the newest first", listUsersSchema),
  "POST /users": call("Make a user", createUserSchema),
  "GET /users/{id}": call("A user"),
  "PATCH /users/{id}": call("Change the name of a user", updateUserSchema),
  "DELETE /users/{id}": call("Erase a user"),
  "POST /users/{id}/password/set-compromised": call("Mark a password compromised"),
  "POST /users/{id}/password/unset-compromised": call("Take that mark back"),
  "POST /users/{id}/lock": call("Lock a user out"),
  "POST /users/{id}/unlock": call("Let a user in again"),
  "POST /users/{id}/sessions/revoke": call("End one session of a user, or all", revokeSessionsSchema),
  "GET /audit-events": call("The audit log, the newest line first", listAuditEventsSchema),
};

/** Every other call of the API, by method and path. */
export const CALLS: Record<string, ApiCall> = {
  "GET /client": call("What a client has begun, and its session"),
  "POST /sign-ins": call("Begin an attempt to sign in or to recover", createSignInSchema),
  "GET /sign-ins/{id}": call("Where an attempt stands"),
  "POST /sign-ins/{id}/prepare-first-factor": call("Send a code or link", prepareFirstFactorSchema),
  "POST /sign-ins/{id}/attempt-first-factor": call("Try the first factor", attemptFirstFactorSchema),
  "POST /sign-ins/{id}/reset-password": call("Set the new password", resetPasswordSchema),
  "POST /sign-ins/{id}/prepare-second-factor": call("Send a text message", prepareSecondFactorSchema),
  "POST /sign-ins/{id}/attempt-second-factor": call("Try the second factor", attemptSecondFactorSchema),
  "POST /sign-ups": call("Begin a sign-up", createSignUpSchema),
  "GET /sign-ups/{id}": call("Where a sign-up stands"),
  "POST /sign-ups/{id}/prepare-verification": call("Send a code or link", prepareSignUpSchema),
  "POST /sign-ups/{id}/attempt-verification": call("Prove the address", attemptSignUpSchema),
  "POST /email-links/attempt": call("Confirm a link", attemptLinkSchema),
  "GET /session": call("The session"),
  "POST /session/end": call("Sign out"),
  "POST /session/touch": call("Keep the session from idling out"),
  "POST /session/tasks/reset-password": call("Choose a new password", resetPasswordSchema),
  "POST /session/tasks/choose-organization": call("Choose an organization", chooseOrganizationSchema),
  "POST /session/tasks/setup-mfa": call("Set a second factor up", setupFactorSchema),
  "POST /session/prepare-proof": call("Send a code that proves afresh who this is"),
  "POST /session/attempt-proof": call("Prove afresh who this is", attemptProofSchema),
  "GET /me": call("Who calls"),
  "PATCH /me": call("Change the name", updateMeSchema),
  "POST /me/password": call("Change the password", changePasswordSchema),
  "GET /me/email-addresses": call("One's own addresses"),
  "POST /me/email-addresses": call("Add an address", addEmailAddressSchema),
  "GET /me/email-addresses/{id}": call("One of one's own addresses"),
  "DELETE /me/email-addresses/{id}": call("Remove an address"),
  "POST /me/email-addresses/{id}/prepare-verification": call(
    "Send a code or link",
    prepareEmailAddressSchema,
  ),
  "POST /me/email-addresses/{id}/attempt-verification": call("Prove an address", attemptIdentifierSchema),
  "POST /me/email-addresses/{id}/make-primary": call("Make an address the primary one"),
  "GET /me/phone-numbers": call("One's own numbers"),
  "POST /me/phone-numbers": call("Add a number", addPhoneNumberSchema),
  "GET /me/phone-numbers/{id}": call("One of one's own numbers"),
  "DELETE /me/phone-numbers/{id}": call("Remove a number"),
  "POST /me/phone-numbers/{id}/prepare-verification": call("Send a text message", preparePhoneNumberSchema),
  "POST /me/phone-numbers/{id}/attempt-verification": call("Prove a number", attemptIdentifierSchema),
  "POST /me/phone-numbers/{id}/make-primary": call("Make a number the primary one"),
  "GET /me/sessions": call("One's own sessions"),
  "DELETE /me/sessions/{id}": call("End a session"),
  "POST /password-reset/phone": call("Send a code to reset by", resetByPhoneSchema),
  "POST /password-reset/code": call("Set a new password by code", resetByCodeSchema),
  "POST /password-reset/email": call("Send a link to reset by", resetByEmailSchema),
  "POST /password-reset/token": call("Set a new password by access token", resetByTokenSchema),
};
