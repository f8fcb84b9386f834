import type { z } from "zod";
import type { Actor } from "@/lib/audit";
import { authorizeAdmin, authorizeAdminWithRecentAuth } from "@/lib/flows/authorize-admin";
import { formAction, type Outcome } from "../form-action";
import type { FormAction } from "../form-state";
import { redirectToNotFound } from "../not-found";
import { redirectToReauthenticate } from "../reauthenticate";

type Act<Schema extends z.ZodObject> = (input: z.output<Schema>, actor: Actor) => Promise<Outcome>;

/**
 * Makes the server action of an administrator's form. To anybody else who is signed in there is no such page.
 *
 * @param schema the form's fields, as for `formAction`
 * @param act the case itself, told who acts
 */
export function adminAction<Schema extends z.ZodObject>(schema: Schema, act: Act<Schema>): FormAction {
  return formAction(schema, async (input, caller) => {
    const found = await authorizeAdmin(caller);
    return found.ok ? act(input, found.actor) : orNotFound(found);
  });
}

/**
 * `adminAction` for what cannot be taken back, or gives others a way in: an administrator who has not proven themselves
 * lately is asked to first.
 *
 * @param returnTo the path to come back to
 */
export function adminActionWithRecentAuth<Schema extends z.ZodObject>(
  schema: Schema,
  returnTo: (input: z.output<Schema>) => string,
  act: Act<Schema>,
): FormAction {
  return formAction(schema, async (input, caller) => {
    const found = await authorizeAdminWithRecentAuth(caller);
    return found.ok ? act(input, found.actor) : redirectToReauthenticate(orNotFound(found), returnTo(input));
  });
}

type Refused = Extract<Awaited<ReturnType<typeof authorizeAdmin>>, { ok: false }>;

function orNotFound(refused: Refused): Refused {
  if (refused.errors[0].code === "resource_not_found") redirectToNotFound();
  return refused;
}
