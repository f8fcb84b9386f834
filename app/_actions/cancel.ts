"use server";

import { z } from "zod";
import { cancelVerification } from "@/lib/flows/verification/cancel";
import { attemptField } from "@/lib/http/fields";
import { flowAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";

/** Calls off what this browser has begun; the page it is on then says so. */
export const cancelAction = flowAction(z.object({ verification: attemptField }), async (input, caller) => {
  await cancelVerification(input.verification, caller);
  const t = await getTranslations("ui");
  return { notice: t("cancelled") };
});
