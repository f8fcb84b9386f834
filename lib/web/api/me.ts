import { z } from "zod";
import type { Result } from "@/lib/errors";
import { readProfile } from "@/lib/flows/account/profile";
import { type OwnSession, ownSessions } from "@/lib/flows/account/sessions";
import type { Caller } from "@/lib/flows/caller";
import { nameField, passwordField, signOutOthersField } from "./fields";
import { identifierResource } from "./identifiers";
import type { Reply } from "./route";

export const updateMeSchema = z.strictObject({ name: nameField.nullable() });

export const changePasswordSchema = z.strictObject({
  currentPassword: passwordField.optional(),
  newPassword: passwordField,
  signOutOfOtherSessions: signOutOthersField,
});

/** Answers who calls. */
export async function replyMe(caller: Caller): Promise<Result<Reply>> {
  const found = await readProfile(caller);
  if (!found.ok) return found;
  const { emailAddresses, phoneNumbers, createdAt, ...profile } = found.profile;
  const body = {
    ...profile,
    createdAt: createdAt.getTime(),
    emailAddresses: await Promise.all(emailAddresses.map((own) => identifierResource("email", own, caller))),
    phoneNumbers: await Promise.all(phoneNumbers.map((own) => identifierResource("phone", own, caller))),
  };
  return { ok: true, body };
}

/** Answers all sessions of whoever calls. */
export async function replyOwnSessions(caller: Caller): Promise<Result<Reply>> {
  const found = await ownSessions(caller);
  return found.ok ? { ok: true, body: { data: found.sessions.map(ownSessionResource) } } : found;
}

/** Times are milliseconds since 1970. */
function ownSessionResource({ createdAt, lastActiveAt, expiresAt, ...session }: OwnSession) {
  return {
    ...session,
    createdAt: createdAt.getTime(),
    lastActiveAt: lastActiveAt.getTime(),
    expireAt: expiresAt.getTime(),
  };
}
