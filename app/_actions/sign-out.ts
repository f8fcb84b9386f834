"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/http/form-action";
import { signOutCurrentSession } from "@/lib/http/session-cookie";

/** Revokes this browser's session, pending or active. */
export const signOutAction = formAction(z.object({}), async () => {
  await signOutCurrentSession();
  redirect("/");
});
