"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requestDeletion } from "@/lib/flows/account/request-deletion";
import { cookieOptions, GOODBYE_COOKIE_MAX_AGE_SECONDS, goodbyeCookieName } from "@/lib/http/cookies";
import { deleteField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";
import { signOutCurrentSession } from "@/lib/http/session-cookie";

const schema = z.object({ confirmation: deleteField });

/** Deletes the user's account and redirects to the goodbye page. */
export const deleteAccountAction = formAction(schema, async (_input, caller) => {
  const result = await requestDeletion(caller);
  if (!result.ok) return redirectToReauthenticate(result, "/account/delete");
  await signOutCurrentSession();
  const options = { ...cookieOptions(), maxAge: GOODBYE_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(goodbyeCookieName(), "said", options);
  redirect("/goodbye");
});
