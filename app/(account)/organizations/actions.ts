"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formIdField } from "@/app/_ui/form-id";
import { clearActiveOrganization, switchOrganization } from "@/lib/flows/organizations/active-organization";
import { createOrganization } from "@/lib/flows/organizations/create";
import { idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";

/** Creates an organization and redirects to it. */
export const createOrganizationAction = formAction(
  z.object({ name: z.string(), form_id: formIdField }),
  async ({ name, form_id: formId }, caller) => {
    const result = await createOrganization({ name, formId }, caller);
    if (!result.ok) return result;
    redirect(`/organizations/${result.organizationId}`);
  },
);

/** Sets the active organization of this session. */
export const switchOrganizationAction = formAction(
  z.object({ organization: idField }),
  async ({ organization }, caller) => {
    const result = await switchOrganization(organization, caller);
    return result.ok ? switched() : result;
  },
);

/** Clears the active organization of this session. */
export const stepOutAction = formAction(z.object({}), async (_input, caller) => {
  const result = await clearActiveOrganization(caller);
  return result.ok ? switched() : result;
});

async function switched() {
  const t = await getTranslations("organizations.yours");
  return { notice: t("switched") };
}
