"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { closeSession } from "@/lib/web/auth";
import { formAction } from "@/lib/web/form-action";

/** Ends this browser's session, pending or active. */
export const signOutAction = formAction(z.object({}), async () => {
  await closeSession();
  redirect("/");
});
