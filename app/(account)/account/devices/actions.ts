"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { revokeOtherSessions, revokeOwnSession } from "@/lib/flows/account/sessions";
import { idField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";

/** Signs a device out. */
export const endSessionAction = formAction(z.object({ session: idField }), async ({ session }, caller) => {
  const result = await revokeOwnSession(session, caller);
  if (!result.ok) return result;
  if (result.isCurrent) redirect("/");
  return { notice: "Signed out." };
});

/** Signs every device out but this one. */
export const endOtherSessionsAction = formAction(z.object({}), async (_input, caller) => {
  const result = await revokeOtherSessions(caller);
  return result.ok ? { notice: "Signed out." } : result;
});
