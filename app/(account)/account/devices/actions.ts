"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { revokeOtherSessions, revokeOwnSession } from "@/lib/flows/account/sessions";
import { idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";

/** Revokes one session of the user. */
export const endSessionAction = formAction(z.object({ session: idField }), async ({ session }, caller) => {
  const result = await revokeOwnSession(session, caller);
  if (!result.ok) return result;
  if (result.isCurrent) redirect("/");
  return signedOut();
});

/** Revokes all other sessions of the user. */
export const endOtherSessionsAction = formAction(z.object({}), async (_input, caller) => {
  const result = await revokeOtherSessions(caller);
  return result.ok ? signedOut() : result;
});

async function signedOut() {
  const t = await getTranslations("account.devices");
  return { notice: t("signedOut") };
}
