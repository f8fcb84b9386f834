import { z } from "zod";
import type { Actor } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Result } from "@/lib/errors";
import { MAX_IDENTIFIERS } from "@/lib/flows/identifiers/input";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { createUser } from "@/lib/flows/users/create";
import { listUsers, readUser, type UserRecord } from "@/lib/flows/users/read";
import { revokeUserSession, revokeUserSessions } from "@/lib/flows/users/sessions";
import { nameField, passwordField, textField, usernameChangeField, usernameField } from "../fields";
import { nextCursor, pageFields, timestamp } from "./fields";
import type { BackendEndpoint } from "./route";

type Answer<Schema extends z.ZodType> = Promise<Result<{ body: z.output<Schema> }>>;

const oneOrMore = z
  .union([textField, z.array(textField).min(1).max(MAX_IDENTIFIERS)])
  .transform((given) => [given].flat())
  .optional();

export const listUsersSchema = z.strictObject({
  ...pageFields,
  query: textField
    .optional()
    .describe(
      "Any part of an address, a number, a username or a name, or the beginning of an ID, from 8 characters.",
    ),
});

export const createUserSchema = z
  .strictObject({
    emailAddress: oneOrMore,
    phoneNumber: oneOrMore,
    username: usernameField,
    password: passwordField
      .optional()
      .describe("Required for a user without an address or a number. On one line. Spaces at its ends count."),
    name: nameField.optional(),
  })
  .refine((user) => hasContact(user) || hasUsername(user), { path: ["emailAddress"] })
  .refine((user) => hasContact(user) || !hasUsername(user) || user.password !== undefined, {
    path: ["password"],
  });

function hasUsername({ username }: { username?: unknown }) {
  return username !== undefined && config().usernames;
}

function hasContact({ emailAddress, phoneNumber }: { emailAddress?: unknown; phoneNumber?: unknown }) {
  return emailAddress !== undefined || phoneNumber !== undefined;
}

export const updateUserSchema = z
  .strictObject({ name: nameField.nullable().optional(), username: usernameChangeField })
  .refine(({ name, username }) => name !== undefined || username !== undefined, { path: ["name"] });

export const setPasswordSchema = z.strictObject({
  password: passwordField,
  signOutOfOtherSessions: z.boolean().default(true).describe("Whether every session of the user is revoked."),
});

export const revokeSessionsSchema = z.strictObject({ sessionId: z.uuid().optional() });

const identifier = { id: z.uuid(), isVerified: z.boolean(), isPrimary: z.boolean() };

export const userSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string().nullable(),
    username: z.string().nullable().optional().describe("Only with `USERNAMES`."),
    isAdmin: z.boolean(),
    emailAddresses: z.array(z.strictObject({ ...identifier, emailAddress: z.string() })),
    phoneNumbers: z.array(z.strictObject({ ...identifier, phoneNumber: z.string() })),
    passwordEnabled: z.boolean(),
    passwordCompromised: z.boolean(),
    passwordExpired: z.boolean().describe("Whether the next sign-in must set a new password."),
    twoFactorEnabled: z.boolean(),
    locked: z.boolean().describe("Locked by an administrator, until unlocked."),
    lockoutExpiresAt: timestamp
      .nullable()
      .describe("When the lockout after failed attempts expires; null if there is none."),
    createdAt: timestamp,
    updatedAt: timestamp,
    lastSignInAt: timestamp.nullable().describe("Null once no session of that time is kept."),
  })
  .meta({ id: "User" });

export const usersSchema = z.strictObject({ data: z.array(userSchema), nextCursor }).meta({ id: "UserList" });

export const revokedSchema = z.strictObject({ sessionsRevoked: z.int() }).meta({ id: "SessionsRevoked" });

const withoutValue = ({ id, isVerified, isPrimary }: OwnIdentifier) => ({ id, isVerified, isPrimary });

/** Converts a user to their backend API resource. */
function userResource(user: UserRecord): z.output<typeof userSchema> {
  const { username, ...others } = user;
  const { emailAddresses, phoneNumbers, lockoutExpiresAt, createdAt, updatedAt, lastSignInAt } = others;
  return {
    ...others,
    ...(config().usernames && { username }),
    emailAddresses: emailAddresses.map((own) => ({ ...withoutValue(own), emailAddress: own.value })),
    phoneNumbers: phoneNumbers.map((own) => ({ ...withoutValue(own), phoneNumber: own.value })),
    lockoutExpiresAt: lockoutExpiresAt?.getTime() ?? null,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
    lastSignInAt: lastSignInAt?.getTime() ?? null,
  };
}

/** Returns a page of users. */
export async function usersResponse(input: z.output<typeof listUsersSchema>): Answer<typeof usersSchema> {
  const { query = "", limit, cursor = null } = input;
  const page = await listUsers({ query, limit, cursor });
  return { ok: true, body: { data: page.users.map(userResource), nextCursor: page.nextCursor } };
}

export async function userResponse(userId: string): Answer<typeof userSchema> {
  const found = await readUser(userId);
  return found.ok ? { ok: true, body: userResource(found.user) } : found;
}

/** Creates a user and returns them. */
export async function createdResponse(
  input: z.output<typeof createUserSchema>,
  { actor }: BackendEndpoint,
): Answer<typeof userSchema> {
  const { emailAddress = [], phoneNumber = [], username = null, password = null, name = null } = input;
  const created = await createUser(
    { emailAddresses: emailAddress, phoneNumbers: phoneNumber, username, password, name },
    actor,
  );
  return created.ok ? userResponse(created.userId) : created;
}

/** Changes a user and returns their new state. */
export async function changedResponse(
  act: (userId: string, actor: Actor) => Promise<Result>,
  { id, actor }: BackendEndpoint,
): Answer<typeof userSchema> {
  const changed = await act(id, actor);
  return changed.ok ? userResponse(id) : changed;
}

/** Revokes one session of a user, or all, and returns the number of revoked sessions. */
export async function sessionsRevokedResponse(
  { sessionId }: z.output<typeof revokeSessionsSchema>,
  { id: userId, actor }: BackendEndpoint,
): Answer<typeof revokedSchema> {
  if (sessionId === undefined) {
    const revoked = await revokeUserSessions(userId, actor);
    return revoked.ok ? { ok: true, body: { sessionsRevoked: revoked.sessionsRevoked } } : revoked;
  }
  const revoked = await revokeUserSession({ userId, sessionId }, actor);
  return revoked.ok ? { ok: true, body: { sessionsRevoked: 1 } } : revoked;
}
