"use server";

import { z } from "zod";
import { updateProfile } from "@/lib/flows/account/profile";
import { nameField } from "@/lib/web/api/fields";
import { formAction } from "@/lib/web/form-action";

/** An empty field stands for no name. */
const schema = z.object({
  name: z
    .string()
    .trim()
    .transform((typed) => (typed === "" ? null : typed))
    .pipe(nameField.nullable()),
});

/** Changes what somebody is called. */
export const updateProfileAction = formAction(schema, async (change, caller) => {
  const result = await updateProfile(change, caller);
  return result.ok ? { notice: "Saved." } : result;
});
