"use server";

import { z } from "zod";
import { cancelVerification } from "@/lib/flows/verification/cancel";
import { attemptField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";

/** Calls off what this browser has begun; the page it is on then says so. */
export const cancelAction = formAction(z.object({ verification: attemptField }), async (input, caller) => {
  await cancelVerification(input.verification, caller);
  return { notice: "Cancelled." };
});
