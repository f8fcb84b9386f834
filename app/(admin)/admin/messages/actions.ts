"use server";

import { z } from "zod";
import { resendMessage } from "@/lib/flows/admin/messages/resend";
import { adminAction } from "@/lib/http/admin/action";
import { idField } from "@/lib/http/fields";
import { getTranslations } from "@/lib/http/locale";

/** Retries a failed message. */
export const resendMessageAction = adminAction(z.object({ message: idField }), async ({ message }, actor) => {
  const result = await resendMessage(message, actor);
  if (!result.ok) return result;
  const t = await getTranslations("admin.messages");
  return { notice: t("resent") };
});
