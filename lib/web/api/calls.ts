import { z } from "zod";
import { signInSchema } from "@/lib/flows/sign-in/resource";
import { signUpSchema } from "@/lib/flows/sign-up/describe";
import { sessionSchema } from "../session-resource";
import { BACKEND_CALLS } from "./backend/calls";
import { type ApiCall, call } from "./call";
import { clientSchema } from "./client-state";
import { attemptedLinkSchema, attemptLinkSchema } from "./email-link";
import { deletedSchema, noInput } from "./fields";
import {
  addEmailAddressSchema,
  addPhoneNumberSchema,
  attemptIdentifierSchema,
  emailAddressesSchema,
  emailAddressSchema,
  phoneNumberSchema,
  phoneNumbersSchema,
  prepareEmailAddressSchema,
  preparePhoneNumberSchema,
} from "./identifiers";
import { changePasswordSchema, meSchema, ownSessionsSchema, updateMeSchema } from "./me";
import {
  resetByCodeSchema,
  resetByEmailSchema,
  resetByPhoneSchema,
  resetByTokenSchema,
  sentSchema,
  tokenResetSchema,
} from "./password-reset";
import { attemptProofSchema, preparedProofSchema } from "./proof";
import { endedSchema } from "./session";
import {
  attemptFirstFactorSchema,
  attemptSecondFactorSchema,
  createSignInSchema,
  prepareFirstFactorSchema,
  prepareSecondFactorSchema,
  resetPasswordSchema,
} from "./sign-in";
import { attemptSignUpSchema, createSignUpSchema, prepareSignUpSchema } from "./sign-up";
import { chooseOrganizationSchema, factorSetupSchema, setupFactorSchema } from "./tasks";

const descriptionSchema = z.looseObject({ openapi: z.string() }).meta({ id: "Description" });

/** Every call of the API for clients, by method and path. A route is made from its row, so that the row cannot say anything else. */
export const CALLS = {
  "GET /client": call("Get the client: its session, sign-in and sign-up", noInput, clientSchema),
  "POST /sign-ins": call("Start a sign-in or a password reset", createSignInSchema, signInSchema, [429]),
  "GET /sign-ins/{id}": call("Get a sign-in", noInput, signInSchema),
  "POST /sign-ins/{id}/prepare-first-factor": call(
    "Send a code or link",
    prepareFirstFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/attempt-first-factor": call(
    "Attempt the first factor",
    attemptFirstFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/reset-password": call(
    "Set the new password",
    resetPasswordSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/prepare-second-factor": call(
    "Send a text message",
    prepareSecondFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/attempt-second-factor": call(
    "Attempt the second factor",
    attemptSecondFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ups": call("Start a sign-up", createSignUpSchema, signUpSchema, [429]),
  "GET /sign-ups/{id}": call("Get a sign-up", noInput, signUpSchema),
  "POST /sign-ups/{id}/prepare-verification": call(
    "Send a code or link",
    prepareSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /sign-ups/{id}/attempt-verification": call(
    "Verify the email address",
    attemptSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /email-links/attempt": call("Confirm an email link", attemptLinkSchema, attemptedLinkSchema, [429]),
  "GET /session": call("Get the session", noInput, sessionSchema),
  "POST /session/end": call("Sign out", noInput, endedSchema),
  "POST /session/touch": call("Extend the idle timeout of the session", noInput, sessionSchema),
  "POST /session/tasks/reset-password": call(
    "Choose a new password",
    resetPasswordSchema,
    sessionSchema,
    [400, 429],
  ),
  "POST /session/tasks/choose-organization": call(
    "Choose an organization",
    chooseOrganizationSchema,
    sessionSchema,
    [400, 404],
  ),
  "POST /session/tasks/setup-mfa": call(
    "Set up a second factor",
    setupFactorSchema,
    factorSetupSchema,
    [400, 404, 429],
  ),
  "POST /session/prepare-proof": call(
    "Send a reauthentication code",
    noInput,
    preparedProofSchema,
    [400, 429],
  ),
  "POST /session/attempt-proof": call("Reauthenticate", attemptProofSchema, sessionSchema, [400, 404, 429]),
  "GET /me": call("Get the current user", noInput, meSchema),
  "PATCH /me": call("Update the name", updateMeSchema, meSchema),
  "POST /me/password": call("Change the password", changePasswordSchema, sessionSchema, [429]),
  "GET /me/email-addresses": call("List email addresses", noInput, emailAddressesSchema),
  "POST /me/email-addresses": call("Add an email address", addEmailAddressSchema, emailAddressSchema, [429]),
  "GET /me/email-addresses/{id}": call("Get an email address", noInput, emailAddressSchema),
  "DELETE /me/email-addresses/{id}": call("Remove an email address", noInput, deletedSchema),
  "POST /me/email-addresses/{id}/prepare-verification": call(
    "Send a code or link",
    prepareEmailAddressSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/attempt-verification": call(
    "Verify an email address",
    attemptIdentifierSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/make-primary": call(
    "Make an email address primary",
    noInput,
    emailAddressSchema,
    [400],
  ),
  "GET /me/phone-numbers": call("List phone numbers", noInput, phoneNumbersSchema),
  "POST /me/phone-numbers": call("Add a phone number", addPhoneNumberSchema, phoneNumberSchema, [429]),
  "GET /me/phone-numbers/{id}": call("Get a phone number", noInput, phoneNumberSchema),
  "DELETE /me/phone-numbers/{id}": call("Remove a phone number", noInput, deletedSchema),
  "POST /me/phone-numbers/{id}/prepare-verification": call(
    "Send a text message",
    preparePhoneNumberSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/attempt-verification": call(
    "Verify a phone number",
    attemptIdentifierSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/make-primary": call(
    "Make a phone number primary",
    noInput,
    phoneNumberSchema,
    [400],
  ),
  "GET /me/sessions": call("List sessions", noInput, ownSessionsSchema),
  "DELETE /me/sessions/{id}": call("Revoke a session", noInput, deletedSchema),
  "POST /password-reset/phone": call("Send a password reset code", resetByPhoneSchema, sentSchema, [429]),
  "POST /password-reset/code": call(
    "Reset the password with a code",
    resetByCodeSchema,
    signInSchema,
    [400, 404, 429],
  ),
  "POST /password-reset/email": call("Send a password reset link", resetByEmailSchema, sentSchema, [429]),
  "POST /password-reset/token": call(
    "Reset the password with an access token",
    resetByTokenSchema,
    tokenResetSchema,
    [429],
  ),
  "GET /openapi.json": call("Get the OpenAPI specification", noInput, descriptionSchema),
} satisfies Record<string, ApiCall>;

/** Those, and the ones of the backend API. */
export const ALL_CALLS: Record<string, ApiCall> = { ...CALLS, ...BACKEND_CALLS };
