"use server";

import { z } from "zod";
import { updateProfile } from "@/lib/flows/account/profile";
import { nameField } from "@/lib/http/api/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";

/** An empty field removes the name. */
const schema = z.object({
  name: z
    .string()
    .transform((typed) => (typed.trim() === "" ? null : typed))
    .pipe(nameField.nullable()),
});

/** Changes the user's name. */
export const updateProfileAction = formAction(schema, async (change, caller) => {
  const result = await updateProfile(change, caller);
  if (!result.ok) return result;
  const t = await getTranslations("account.profile");
  return { notice: t("saved") };
});
