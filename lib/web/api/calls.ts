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
  "GET /client": call("What a client has begun, and its session", noInput, clientSchema),
  "POST /sign-ins": call(
    "Begin an attempt to sign in or to recover",
    createSignInSchema,
    signInSchema,
    [429],
  ),
  "GET /sign-ins/{id}": call("Where an attempt stands", noInput, signInSchema),
  "POST /sign-ins/{id}/prepare-first-factor": call(
    "Send a code or link",
    prepareFirstFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ins/{id}/attempt-first-factor": call(
    "Try the first factor",
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
    "Try the second factor",
    attemptSecondFactorSchema,
    signInSchema,
    [400, 429],
  ),
  "POST /sign-ups": call("Begin a sign-up", createSignUpSchema, signUpSchema, [429]),
  "GET /sign-ups/{id}": call("Where a sign-up stands", noInput, signUpSchema),
  "POST /sign-ups/{id}/prepare-verification": call(
    "Send a code or link",
    prepareSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /sign-ups/{id}/attempt-verification": call(
    "Prove the address",
    attemptSignUpSchema,
    signUpSchema,
    [400, 429],
  ),
  "POST /email-links/attempt": call("Confirm a link", attemptLinkSchema, attemptedLinkSchema, [429]),
  "GET /session": call("The session", noInput, sessionSchema),
  "POST /session/end": call("Sign out", noInput, endedSchema),
  "POST /session/touch": call("Keep the session from idling out", noInput, sessionSchema),
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
    "Set a second factor up",
    setupFactorSchema,
    factorSetupSchema,
    [400, 404, 429],
  ),
  "POST /session/prepare-proof": call(
    "Send a code that proves afresh who this is",
    noInput,
    preparedProofSchema,
    [400, 429],
  ),
  "POST /session/attempt-proof": call(
    "Prove afresh who this is",
    attemptProofSchema,
    sessionSchema,
    [400, 404, 429],
  ),
  "GET /me": call("Who calls", noInput, meSchema),
  "PATCH /me": call("Change the name", updateMeSchema, meSchema),
  "POST /me/password": call("Change the password", changePasswordSchema, sessionSchema, [429]),
  "GET /me/email-addresses": call("One's own addresses", noInput, emailAddressesSchema),
  "POST /me/email-addresses": call("Add an address", addEmailAddressSchema, emailAddressSchema, [429]),
  "GET /me/email-addresses/{id}": call("One of one's own addresses", noInput, emailAddressSchema),
  "DELETE /me/email-addresses/{id}": call("Remove an address", noInput, deletedSchema),
  "POST /me/email-addresses/{id}/prepare-verification": call(
    "Send a code or link",
    prepareEmailAddressSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/attempt-verification": call(
    "Prove an address",
    attemptIdentifierSchema,
    emailAddressSchema,
    [400, 429],
  ),
  "POST /me/email-addresses/{id}/make-primary": call(
    "Make an address the primary one",
    noInput,
    emailAddressSchema,
    [400],
  ),
  "GET /me/phone-numbers": call("One's own numbers", noInput, phoneNumbersSchema),
  "POST /me/phone-numbers": call("Add a number", addPhoneNumberSchema, phoneNumberSchema, [429]),
  "GET /me/phone-numbers/{id}": call("One of one's own numbers", noInput, phoneNumberSchema),
  "DELETE /me/phone-numbers/{id}": call("Remove a number", noInput, deletedSchema),
  "POST /me/phone-numbers/{id}/prepare-verification": call(
    "Send a text message",
    preparePhoneNumberSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/attempt-verification": call(
    "Prove a number",
    attemptIdentifierSchema,
    phoneNumberSchema,
    [400, 429],
  ),
  "POST /me/phone-numbers/{id}/make-primary": call(
    "Make a number the primary one",
    noInput,
    phoneNumberSchema,
    [400],
  ),
  "GET /me/sessions": call("One's own sessions", noInput, ownSessionsSchema),
  "DELETE /me/sessions/{id}": call("End a session", noInput, deletedSchema),
  "POST /password-reset/phone": call("Send a code to reset by", resetByPhoneSchema, sentSchema, [429]),
  "POST /password-reset/code": call(
    "Set a new password by code",
    resetByCodeSchema,
    signInSchema,
    [400, 404, 429],
  ),
  "POST /password-reset/email": call("Send a link to reset by", resetByEmailSchema, sentSchema, [429]),
  "POST /password-reset/token": call(
    "Set a new password by access token",
    resetByTokenSchema,
    tokenResetSchema,
    [429],
  ),
  "GET /openapi.json": call("This description", noInput, descriptionSchema),
} satisfies Record<string, ApiCall>;

/** Those, and the ones of the backend API. */
export const ALL_CALLS: Record<string, ApiCall> = { ...CALLS, ...BACKEND_CALLS };
