import { keyedHash } from "@/lib/crypto/hash";
import { type FlowError, failure } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { RENDERED_FOR } from "./form-state";
import { currentSession } from "./guard";

/** What binds a form to a user. It stays the same in every session of that user, and shows nothing of them. */
function bindingOf({ user }: CurrentSession): string {
  return Buffer.from(keyedHash("form", user.id)).toString("base64url");
}

/** The value that binds the forms of a page to the user it is rendered for; `null` for a page rendered signed out. */
export async function renderedFor(): Promise<string | null> {
  const session = await currentSession();
  return session && bindingOf(session);
}

/**
 * Checks that a form acts on the user it was rendered for. A browser may have signed in as another user since, in another
 * tab. Without a session nothing is rejected: the action itself asks for one.
 *
 * @param value the binding that the form carries, if any
 * @returns the error that rejects the form, or `null`
 */
export async function rejectOtherUser(value: unknown): Promise<FlowError | null> {
  const session = await currentSession();
  if (session === null || value === bindingOf(session)) return null;
  const { emailAddress, name } = session.user;
  const who = emailAddress ?? name;
  const words =
    who === null
      ? ({ key: "rendered_for_another" } as const)
      : ({ key: "rendered_for_another_than", values: { who } } as const);
  return failure("client_state_invalid", {}, words).errors[0];
}

/** `rejectOtherUser` for an action that reads its own fields. */
export function rejectOtherUserOf(form: unknown): Promise<FlowError | null> {
  return rejectOtherUser(form instanceof FormData ? form.get(RENDERED_FOR) : null);
}
