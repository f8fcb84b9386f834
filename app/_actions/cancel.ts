"use server";

import { z } from "zod";
import { cancelVerification } from "@/lib/flows/verification/cancel";
import { attemptField } from "@/lib/http/fields";
import { flowAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";

/** Cancels a verification of this browser. The current page then shows the result. */
export const cancelAction = flowAction(z.object({ verification: attemptField }), async (input, caller) => {
  await cancelVerification(input.verification, caller);
  const t = await getTranslations("ui");
  return { notice: t("cancelled") };
});
