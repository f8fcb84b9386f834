"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { reportDevice } from "@/lib/flows/new-device/report";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { flowAction } from "@/lib/http/form-action";

const schema = z.object({ token: z.string().min(1).max(128) });

/** Signs out the reported device, and redirects to a password reset whose code was just sent. */
export const reportDeviceAction = flowAction(schema, async ({ token }, caller) => {
  const reported = await reportDevice(token, caller);
  if (!reported.ok) return reported;
  const { emailAddress: identifier } = reported;
  if (identifier === null) redirect("/report-sign-in");
  const reset = { identifier, strategy: "reset_password_email_code", redirectUrl: null } as const;
  const created = await createSignIn(reset, caller);
  redirect(created.ok ? `/reset-password?attempt=${created.signInId}&reported=1` : "/report-sign-in");
});
