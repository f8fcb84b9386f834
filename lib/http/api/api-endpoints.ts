import { z } from "zod";
import { signInSchema } from "@/lib/flows/sign-in/resource";
import { signUpSchema } from "@/lib/flows/sign-up/describe";
import { sessionSchema } from "../session-resource";
import { type ApiEndpoint, defineEndpoint } from "./api-endpoint";
import { BACKEND_ENDPOINTS } from "./backend/endpoints";
import { clientSchema } from "./client-state";
import { attemptedLinkSchema, attemptLinkSchema } from "./email-link";
import * as FEATURE_ENDPOINTS from "./feature-endpoints";
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
  addedPasskeySchema,
  addPasskeySchema,
  passkeyOptionsSchema,
  passkeySchema,
  passkeysSchema,
  renamePasskeySchema,
  signInWithPasskeySchema,
} from "./passkeys";
import {
  resetByCodeSchema,
  resetByEmailSchema,
  resetByPhoneSchema,
  resetByTokenSchema,
  sentSchema,
  tokenResetSchema,
} from "./password-reset";
import { attemptProofSchema, preparedProofSchema } from "./reauthentication";
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
import { factorSetupSchema, setupFactorSchema } from "./tasks";

const descriptionSchema = z.looseObject({ openapi: z.string() }).meta({ id: "Description" });

/** The routes of features import their own entries, so this type names none. */
const endpointsOfFeatures: object = Object.assign(
  {},
  ...(Object.values(FEATURE_ENDPOINTS) satisfies Record<string, ApiEndpoint>[]),
);

/**
 * Every endpoint of the client API, by method and path. Routes are created from these entries, so both always match.
 */
export const API_ENDPOINTS = {
  "GET /client": defineEndpoint("Get the client: its session, sign-in and sign-up", noInput, clientSchema),
  "POST /sign-ins": defineEndpoint(
    "Start a sign-in or a password reset",
    createSignInSchema,
    signInSchema,
    [429],
  ),
  "POST /sign-ins/passkey-options": defineEndpoint(
    "Get the options to sign in with a passkey",
    noInput,
    passkeyOptionsSchema,
    [429],
  ),
  "POST /sign-ins/passkey": defineEndpoint(
    "Sign in with a passkey",
    signInWithPasskeySchema,
    sessionSchema,
    [429],
  ),
  "GET /sign-ins/{id}": defineEndpoint("Get a sign-in", noInput, signInSchema),
  "POST /sign-ins/{id}/prepare-first-factor": defineEndpoint(
    "Send a code or link",
    prepareFirstFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/attempt-first-factor": defineEndpoint(
    "Attempt the first factor",
    attemptFirstFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/reset-password": defineEndpoint(
    "Set the new password",
    resetPasswordSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/prepare-second-factor": defineEndpoint(
    "Send a text message",
    prepareSecondFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/attempt-second-factor": defineEndpoint(
    "Attempt the second factor",
    attemptSecondFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ups": defineEndpoint("Start a sign-up", createSignUpSchema, signUpSchema, [429]),
  "GET /sign-ups/{id}": defineEndpoint("Get a sign-up", noInput, signUpSchema),
  "POST /sign-ups/{id}/prepare-verification": defineEndpoint(
    "Send a code or link",
    prepareSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /sign-ups/{id}/attempt-verification": defineEndpoint(
    "Verify the email address",
    attemptSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /email-links/attempt": defineEndpoint(
    "Confirm an email link",
    attemptLinkSchema,
    attemptedLinkSchema,
    [429],
  ),
  "GET /session": defineEndpoint("Get the session", noInput, sessionSchema),
  "POST /session/end": defineEndpoint("Sign out", noInput, endedSchema),
  "POST /session/touch": defineEndpoint("Extend the idle timeout of the session", noInput, sessionSchema),
  "POST /session/tasks/reset-password": defineEndpoint(
    "Choose a new password",
    resetPasswordSchema,
    sessionSchema,
    [400, 429],
  ),
  ...endpointsOfFeatures,
  "POST /session/tasks/setup-mfa": defineEndpoint(
    "Set up a second factor",
    setupFactorSchema,
    factorSetupSchema,
    [400, 404, 429],
  ),
  "POST /session/prepare-proof": defineEndpoint(
    "Send a reauthentication code",
    noInput,
    preparedProofSchema,
    [400, 429],
  ),
  "POST /session/passkey-options": defineEndpoint(
    "Get the options to reauthenticate with a passkey",
    noInput,
    passkeyOptionsSchema,
    [429],
  ),
  "POST /session/attempt-proof": defineEndpoint(
    "Reauthenticate",
    attemptProofSchema,
    sessionSchema,
    [400, 404, 429],
  ),
  "GET /me": defineEndpoint("Get the current user", noInput, meSchema),
  "PATCH /me": defineEndpoint("Update the name or username", updateMeSchema, meSchema, [429]),
  "POST /me/password": defineEndpoint("Change the password", changePasswordSchema, sessionSchema, [429]),
  "GET /me/email-addresses": defineEndpoint("List email addresses", noInput, emailAddressesSchema),
  "POST /me/email-addresses": defineEndpoint(
    "Add an email address",
    addEmailAddressSchema,
    emailAddressSchema,
    [429],
  ),
  "GET /me/email-addresses/{id}": defineEndpoint("Get an email address", noInput, emailAddressSchema),
  "DELETE /me/email-addresses/{id}": defineEndpoint("Remove an email address", noInput, deletedSchema),
  "POST /me/email-addresses/{id}/prepare-verification": defineEndpoint(
    "Send a code or link",
    prepareEmailAddressSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/attempt-verification": defineEndpoint(
    "Verify an email address",
    attemptIdentifierSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/make-primary": defineEndpoint(
    "Make an email address primary",
    noInput,
    emailAddressSchema,
    [400],
  ),
  "GET /me/phone-numbers": defineEndpoint("List phone numbers", noInput, phoneNumbersSchema),
  "POST /me/phone-numbers": defineEndpoint(
    "Add a phone number",
    addPhoneNumberSchema,
    phoneNumberSchema,
    [429],
  ),
  "GET /me/phone-numbers/{id}": defineEndpoint("Get a phone number", noInput, phoneNumberSchema),
  "DELETE /me/phone-numbers/{id}": defineEndpoint("Remove a phone number", noInput, deletedSchema),
  "POST /me/phone-numbers/{id}/prepare-verification": defineEndpoint(
    "Send a text message",
    preparePhoneNumberSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/attempt-verification": defineEndpoint(
    "Verify a phone number",
    attemptIdentifierSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/make-primary": defineEndpoint(
    "Make a phone number primary",
    noInput,
    phoneNumberSchema,
    [400],
  ),
  "GET /me/passkeys": defineEndpoint("List passkeys", noInput, passkeysSchema),
  "POST /me/passkeys": defineEndpoint("Add a passkey", addPasskeySchema, addedPasskeySchema),
  "POST /me/passkeys/options": defineEndpoint(
    "Get the options to create a passkey",
    noInput,
    passkeyOptionsSchema,
    [429],
  ),
  "PATCH /me/passkeys/{id}": defineEndpoint("Rename a passkey", renamePasskeySchema, passkeySchema),
  "DELETE /me/passkeys/{id}": defineEndpoint("Remove a passkey", noInput, deletedSchema),
  "GET /me/sessions": defineEndpoint("List sessions", noInput, ownSessionsSchema),
  "DELETE /me/sessions/{id}": defineEndpoint("Revoke a session", noInput, deletedSchema),
  "POST /password-reset/phone": defineEndpoint(
    "Send a password reset code",
    resetByPhoneSchema,
    sentSchema,
    [429],
  ),
  "POST /password-reset/code": defineEndpoint(
    "Reset the password with a code",
    resetByCodeSchema,
    signInSchema,
    [400, 404, 429],
  ),
  "POST /password-reset/email": defineEndpoint(
    "Send a password reset link",
    resetByEmailSchema,
    sentSchema,
    [429],
  ),
  "POST /password-reset/token": defineEndpoint(
    "Reset the password with an access token",
    resetByTokenSchema,
    tokenResetSchema,
    [429],
  ),
  "GET /openapi.json": defineEndpoint("Get the OpenAPI specification", noInput, descriptionSchema),
} satisfies Record<string, ApiEndpoint>;

/** Every endpoint of the client API and of the backend API. */
export const ALL_ENDPOINTS: Record<string, ApiEndpoint> = { ...API_ENDPOINTS, ...BACKEND_ENDPOINTS };
