import { z } from "zod";
import { config } from "@/lib/config";
import type { Result } from "@/lib/errors";
import { readProfile } from "@/lib/flows/account/profile";
import { type OwnSession, ownSessions } from "@/lib/flows/account/sessions";
import type { Caller } from "@/lib/flows/caller";
import { passkeysOf } from "@/lib/flows/passkeys/read";
import type { Locale } from "@/lib/i18n/locales";
import { describeDevice } from "@/lib/notifications/device";
import { nameField, passwordField, signOutOthersField, usernameChangeField } from "./fields";
import { emailAddressSchema, identifierResources, phoneNumberSchema } from "./identifiers";
import { passkeyResource, passkeySchema } from "./passkeys";
import type { ApiResponse } from "./route";

export const updateMeSchema = z
  .strictObject({
    name: nameField.nullable().optional(),
    username: usernameChangeField,
  })
  .refine(({ name, username }) => name !== undefined || username !== undefined, { path: ["name"] });

export const changePasswordSchema = z.strictObject({
  currentPassword: passwordField
    .optional()
    .describe("Required unless the session was reauthenticated recently."),
  newPassword: passwordField,
  signOutOfOtherSessions: signOutOthersField,
});

export const meSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string().nullable(),
    username: z.string().nullable().optional().describe("Only with `USERNAMES`."),
    isAdmin: z.boolean(),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    createdAt: z.int().describe("In milliseconds since 1970."),
    emailAddresses: z.array(emailAddressSchema),
    phoneNumbers: z.array(phoneNumberSchema),
    passkeys: z.array(passkeySchema),
  })
  .meta({ id: "Me" });

const ownSessionSchema = z
  .strictObject({
    id: z.uuid(),
    isCurrent: z.boolean(),
    device: z.string(),
    ipAddress: z.string().nullable(),
    createdAt: z.int(),
    lastActiveAt: z.int(),
    expireAt: z.int(),
  })
  .meta({ id: "OwnSession" });

export const ownSessionsSchema = z
  .strictObject({ data: z.array(ownSessionSchema) })
  .meta({ id: "OwnSessionList" });

/** Returns the profile of the caller. */
export async function meResponse(caller: Caller): Promise<Result<ApiResponse<z.output<typeof meSchema>>>> {
  const found = await readProfile(caller);
  if (!found.ok) return found;
  const { username, emailAddresses, phoneNumbers, createdAt, ...profile } = found.profile;
  const body = {
    ...profile,
    ...(config().usernames && { username }),
    createdAt: createdAt.getTime(),
    emailAddresses: await identifierResources("email", emailAddresses, caller),
    phoneNumbers: await identifierResources("phone", phoneNumbers, caller),
    passkeys: (await passkeysOf(profile.id)).map(passkeyResource),
  };
  return { ok: true, body };
}

/** Returns all sessions of the caller. */
export async function ownSessionsResponse(
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof ownSessionsSchema>>>> {
  const found = await ownSessions(caller);
  if (!found.ok) return found;
  const { locale } = caller.metadata;
  return { ok: true, body: { data: found.sessions.map((session) => ownSessionResource(session, locale)) } };
}

/** Converts a session to its API resource. Times are milliseconds since 1970. */
function ownSessionResource(
  { userAgent, createdAt, lastActiveAt, expiresAt, ...session }: OwnSession,
  locale: Locale,
): z.output<typeof ownSessionSchema> {
  return {
    ...session,
    device: describeDevice(userAgent, locale),
    createdAt: createdAt.getTime(),
    lastActiveAt: lastActiveAt.getTime(),
    expireAt: expiresAt.getTime(),
  };
}
