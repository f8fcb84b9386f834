"use server";

import { z } from "zod";
import { formIdField } from "@/app/_ui/form-id";
import type { Caller } from "@/lib/flows/caller";
import {
  type OrganizationChoice,
  resolveChooseOrganization,
} from "@/lib/flows/organizations/choose-organization";
import { idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const redirectField = { redirect_url: z.string().optional() };

/** Completes the task with one of the user's organizations. */
export const chooseOrganizationAction = formAction(
  z.object({ organization: idField, ...redirectField }),
  ({ organization: organizationId, redirect_url: requestedUrl }, caller) =>
    goOnWith({ by: "membership", organizationId }, requestedUrl, caller),
);

/** Completes the task with a new organization. */
export const createForTaskAction = formAction(
  z.object({ name: z.string(), form_id: formIdField, ...redirectField }),
  ({ name, form_id: formId, redirect_url: requestedUrl }, caller) =>
    goOnWith({ by: "creation", name, formId }, requestedUrl, caller),
);

async function goOnWith(choice: OrganizationChoice, requestedUrl: string | undefined, caller: Caller) {
  const result = await resolveChooseOrganization(choice, caller);
  if (!result.ok) return result;
  return startSessionAndRedirect(result.session, safeRedirectUrl(requestedUrl));
}
