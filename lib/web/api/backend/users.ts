import { z } from "zod";
import type { Result } from "@/lib/errors";
import { MAX_IDENTIFIERS } from "@/lib/flows/identifiers/typed";
import type { Actor } from "@/lib/flows/users/actor";
import { createUser } from "@/lib/flows/users/create";
import { listUsers, readUser, type UserRecord } from "@/lib/flows/users/read";
import { revokeUserSession, revokeUserSessions } from "@/lib/flows/users/sessions";
import { nameField, passwordField, textField } from "../fields";
import { identifierFields } from "../identifiers";
import { pageFields } from "./fields";
import type { BackendCall } from "./route";

type Answer = Promise<Result<{ body: object }>>;

const oneOrMore = z
  .union([textField, z.array(textField).min(1).max(MAX_IDENTIFIERS)])
  .transform((given) => [given].flat())
  .optional();

export const listUsersSchema = z.strictObject({ ...pageFields, query: textField.optional() });

export const createUserSchema = z
  .strictObject({
    emailAddress: oneOrMore,
    phoneNumber: oneOrMore,
    password: passwordField.optional(),
    name: nameField.optional(),
  })
  .refine(({ emailAddress, phoneNumber }) => emailAddress !== undefined || phoneNumber !== undefined, {
    path: ["emailAddress"],
  });

export const updateUserSchema = z.strictObject({ name: nameField.nullable() });

export const revokeSessionsSchema = z.strictObject({ sessionId: z.uuid().optional() });

/** A user as a back office is told of them. Times are milliseconds since 1970. */
function userResource(user: UserRecord) {
  const { emailAddresses, phoneNumbers, lockoutExpiresAt, createdAt, updatedAt, lastSignInAt } = user;
  return {
    ...user,
    emailAddresses: emailAddresses.map((own) => identifierFields("email", own)),
    phoneNumbers: phoneNumbers.map((own) => identifierFields("phone", own)),
    lockoutExpiresAt: lockoutExpiresAt?.getTime() ?? null,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
    lastSignInAt: lastSignInAt?.getTime() ?? null,
  };
}

/** Answers a page of users. */
export async function replyUsers(input: z.output<typeof listUsersSchema>): Answer {
  const { query = "", limit, cursor = null } = input;
  const { users, nextCursor } = await listUsers({ query, limit, cursor });
  return { ok: true, body: { data: users.map(userResource), nextCursor } };
}

/** Answers one user. */
export async function replyUser(userId: string): Answer {
  const found = await readUser(userId);
  return found.ok ? { ok: true, body: userResource(found.user) } : found;
}

/** Makes a user, and answers them. */
export async function replyCreated(input: z.output<typeof createUserSchema>, { actor }: BackendCall): Answer {
  const { emailAddress = [], phoneNumber = [], password = null, name = null } = input;
  const created = await createUser(
    { emailAddresses: emailAddress, phoneNumbers: phoneNumber, password, name },
    actor,
  );
  return created.ok ? replyUser(created.userId) : created;
}

/** Does something to a user, and answers them as they are from then on. */
export async function replyChanged(
  act: (userId: string, actor: Actor) => Promise<Result>,
  { id, actor }: BackendCall,
): Answer {
  const changed = await act(id, actor);
  return changed.ok ? replyUser(id) : changed;
}

/** Ends one session of a user, or all, and answers how many. */
export async function replySessionsRevoked(
  { sessionId }: z.output<typeof revokeSessionsSchema>,
  { id: userId, actor }: BackendCall,
): Answer {
  if (sessionId === undefined) {
    const revoked = await revokeUserSessions(userId, actor);
    return revoked.ok ? { ok: true, body: { sessionsRevoked: revoked.sessionsRevoked } } : revoked;
  }
  const revoked = await revokeUserSession({ userId, sessionId }, actor);
  return revoked.ok ? { ok: true, body: { sessionsRevoked: 1 } } : revoked;
}
