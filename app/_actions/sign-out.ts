"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/http/form-action";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { signOutCurrentSession } from "@/lib/http/session-cookie";

/** Revokes this browser's session, pending or active. Then redirects to `redirect_url` or to the home page. */
export const signOutAction = formAction(z.object({ redirect_url: z.string().optional() }), async (input) => {
  await signOutCurrentSession();
  redirect(safeRedirectUrl(input.redirect_url));
});
