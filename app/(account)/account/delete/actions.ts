"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requestDeletion } from "@/lib/flows/account/request-deletion";
import { closeSession } from "@/lib/web/auth";
import { orConfirmFirst } from "@/lib/web/confirm-first";
import { cookieOptions, GOODBYE_COOKIE_MAX_AGE_SECONDS, goodbyeCookieName } from "@/lib/web/cookies";
import { deleteField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";

const schema = z.object({ confirmation: deleteField });

/** Deletes somebody's account, and says goodbye. */
export const deleteAccountAction = formAction(schema, async (_input, caller) => {
  const result = await requestDeletion(caller);
  if (!result.ok) return orConfirmFirst(result, "/account/delete");
  await closeSession();
  const options = { ...cookieOptions(), maxAge: GOODBYE_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(goodbyeCookieName(), "said", options);
  redirect("/goodbye");
});
