import { keyedHash } from "@/lib/crypto/hash";
import { type FlowError, failure } from "@/lib/errors";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { RENDERED_FOR } from "./form-state";
import { currentSession } from "./guard";

/**
 * Returns the value that binds a form to a user. It is the same in every session of that user and contains no user
 * data.
 */
function bindingOf({ user }: CurrentSession): string {
  return Buffer.from(keyedHash("form", user.id)).toString("base64url");
}

/** Returns the binding for the forms of a page, or `null` for a page rendered without a session. */
export async function renderedFor(): Promise<string | null> {
  const session = await currentSession();
  return session && bindingOf(session);
}

/**
 * Checks that a form acts on the user it was rendered for. The browser may have signed in as another user since, in
 * another tab. Without a session nothing is rejected, because the action itself requires one.
 *
 * @param value the binding in the form, if any
 * @returns the error to reject the form with, or `null`
 */
export async function rejectOtherUser(value: unknown): Promise<FlowError | null> {
  const session = await currentSession();
  if (session === null || value === bindingOf(session)) return null;
  const values = { who: userLabel(session.user) };
  return failure("client_state_invalid", {}, { key: "rendered_for_another_than", values }).errors[0];
}

/** `rejectOtherUser` for an action that reads its own fields. */
export function rejectOtherUserOf(form: unknown): Promise<FlowError | null> {
  return rejectOtherUser(form instanceof FormData ? form.get(RENDERED_FOR) : null);
}
