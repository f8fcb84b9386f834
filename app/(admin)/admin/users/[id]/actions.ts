"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Actor } from "@/lib/audit";
import type { Result } from "@/lib/errors";
import { rejectSelfAction } from "@/lib/flows/admin/authorize-admin";
import { requestPasswordReset } from "@/lib/flows/admin/request-password-reset";
import { deleteUser } from "@/lib/flows/users/delete";
import { lockUser, unlockUser } from "@/lib/flows/users/lock";
import { markPasswordCompromised, unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { readUser } from "@/lib/flows/users/read";
import { removeSecondFactor } from "@/lib/flows/users/remove-second-factor";
import { revokeUserSession, revokeUserSessions } from "@/lib/flows/users/sessions";
import { adminAction, adminActionWithRecentAuth } from "@/lib/http/admin/action";
import { deleteField, idField } from "@/lib/http/fields";
import { getTranslations } from "@/lib/http/locale";
import type { Messages } from "@/lib/i18n/messages/en";
import { userName } from "../name";

const schema = z.object({ user: idField });

const pageOf = ({ user }: z.output<typeof schema>) => `/admin/users/${user}`;

async function done(
  userId: string,
  act: Promise<Result>,
  notice: keyof Messages["admin"]["user"]["notices"],
) {
  const result = await act;
  if (!result.ok) return result;
  const t = await getTranslations("admin.user.notices");
  const found = await readUser(userId);
  return { notice: t(notice, { who: found.ok ? userName(found.user) : userId }) };
}

/** Rejects an action of an admin on their own account. */
function toAnother(userId: string, actor: Actor, act: () => Promise<Result>): Promise<Result> {
  const rejected = rejectSelfAction(actor, userId);
  return rejected === null ? act() : Promise.resolve(rejected);
}

/** Marks a user's password as compromised. */
export const markCompromisedAction = adminAction(schema, ({ user }, actor) =>
  done(user, markPasswordCompromised(user, "reported", actor), "marked"),
);

/** Clears the compromised flag of a user's password. */
export const unmarkCompromisedAction = adminAction(schema, ({ user }, actor) =>
  done(user, unmarkPasswordCompromised(user, actor), "unmarked"),
);

/** Sends a user a request to reset their password. */
export const askForResetAction = adminAction(schema, ({ user }, actor) =>
  done(user, requestPasswordReset(user, actor), "resetAsked"),
);

/** Revokes all sessions of a user. */
export const signOutEverywhereAction = adminAction(schema, ({ user }, actor) =>
  done(user, revokeUserSessions(user, actor), "signedOutEverywhere"),
);

/** Revokes one session of a user. */
export const endUserSessionAction = adminAction(
  z.object({ user: idField, session: idField }),
  ({ user: userId, session: sessionId }, actor) =>
    done(userId, revokeUserSession({ userId, sessionId }, actor), "signedOut"),
);

/** Locks a user. */
export const lockUserAction = adminActionWithRecentAuth(schema, pageOf, ({ user }, actor) =>
  done(
    user,
    toAnother(user, actor, () => lockUser(user, actor)),
    "locked",
  ),
);

/** Unlocks a user. */
export const unlockUserAction = adminActionWithRecentAuth(schema, pageOf, ({ user }, actor) =>
  done(user, unlockUser(user, actor), "unlocked"),
);

/** Removes every second factor of a user. */
export const removeSecondFactorAction = adminActionWithRecentAuth(schema, pageOf, ({ user }, actor) =>
  done(
    user,
    toAnother(user, actor, () => removeSecondFactor(user, actor)),
    "removed",
  ),
);

/** Deletes a user. */
export const deleteUserAction = adminActionWithRecentAuth(
  z.object({ user: idField, confirmation: deleteField }),
  ({ user }) => `/admin/users/${user}/delete`,
  async ({ user }, actor) => {
    const result = await toAnother(user, actor, () => deleteUser(user, actor));
    if (!result.ok) return result;
    redirect("/admin/users");
  },
);
