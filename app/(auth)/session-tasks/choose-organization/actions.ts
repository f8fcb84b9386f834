"use server";

import { z } from "zod";
import type { Caller } from "@/lib/flows/caller";
import {
  type OrganizationChoice,
  resolveChooseOrganization,
} from "@/lib/flows/session-tasks/choose-organization";
import { comeInWith } from "@/lib/web/come-in";
import { idField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";
import { onwards } from "@/lib/web/onwards";

const redirectField = { redirect_url: z.string().optional() };

/** Goes on with one of one's own organizations. */
export const chooseOrganizationAction = formAction(
  z.object({ organization: idField, ...redirectField }),
  ({ organization: organizationId, redirect_url: wanted }, caller) =>
    goOnWith({ by: "membership", organizationId }, wanted, caller),
);

/** Goes on with a new organization. */
export const createForTaskAction = formAction(
  z.object({ name: z.string(), ...redirectField }),
  ({ name, redirect_url: wanted }, caller) => goOnWith({ by: "creation", name }, wanted, caller),
);

async function goOnWith(choice: OrganizationChoice, wanted: string | undefined, caller: Caller) {
  const result = await resolveChooseOrganization(choice, caller);
  if (!result.ok) return result;
  return comeInWith(result.session, onwards(wanted));
}
