"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { closeSession } from "@/lib/web/auth";
import { isOwnRequest } from "@/lib/web/origin";

/** Ends this browser's session, pending or active. */
export async function signOutAction(): Promise<void> {
  if (isOwnRequest(await headers())) await closeSession();
  redirect("/");
}
