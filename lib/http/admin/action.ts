import type { z } from "zod";
import type { Actor } from "@/lib/audit";
import { authorizeAdmin, authorizeAdminWithRecentAuth } from "@/lib/flows/admin/authorize-admin";
import { formAction } from "../form-action";
import type { FormAction, Outcome } from "../form-state";
import { redirectToNotFound } from "../not-found";
import { redirectToReauthenticate } from "../reauthenticate";

type Act<Schema extends z.ZodObject> = (input: z.output<Schema>, actor: Actor) => Promise<Outcome>;

/**
 * Creates the server action of a form in the admin area. Other signed-in users are redirected to "page not found".
 *
 * @param schema the form's fields, as for `formAction`
 * @param act the handler; receives the admin as the actor
 */
export function adminAction<Schema extends z.ZodObject>(schema: Schema, act: Act<Schema>): FormAction {
  return formAction(schema, async (input, caller) => {
    const found = await authorizeAdmin(caller);
    return found.ok ? act(input, found.actor) : orNotFound(found);
  });
}

/**
 * `adminAction` for actions that are irreversible or give other users access. Redirects an admin without recent
 * authentication to reauthentication.
 *
 * @param returnTo the path to return to
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

type Rejected = Extract<Awaited<ReturnType<typeof authorizeAdmin>>, { ok: false }>;

function orNotFound(rejected: Rejected): Rejected {
  if (rejected.errors[0].code === "resource_not_found") redirectToNotFound();
  return rejected;
}
