"use server";

import { z } from "zod";
import { changeUsername } from "@/lib/flows/usernames/change";
import { identifierField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { redirectToNotFound } from "@/lib/http/not-found";
import { usernamesEnabled } from "@/lib/http/page-settings";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";

const PATH = "/account";

/** Sets or changes the user's username. */
export const setUsernameAction = formAction(
  z.object({ username: identifierField }),
  async (input, caller) => {
    if (!usernamesEnabled()) redirectToNotFound();
    const result = await changeUsername(input.username, caller);
    if (!result.ok) return redirectToReauthenticate(result, PATH);
    const t = await getTranslations("account.username");
    return { notice: t("saved") };
  },
);

/** Removes the user's username. */
export const removeUsernameAction = formAction(z.object({}), async (_input, caller) => {
  if (!usernamesEnabled()) redirectToNotFound();
  const result = await changeUsername(null, caller);
  if (!result.ok) return redirectToReauthenticate(result, PATH);
  const t = await getTranslations("account.username");
  return { notice: t("removal.done") };
});
