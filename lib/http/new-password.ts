import { passwordContext } from "@/lib/factors/password/policy";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { newPasswordSettings } from "./page-settings";

/**
 * Returns the words that the strength estimate penalizes in a new password: the product's name and the parts of the
 * user's identifier.
 */
export function forbiddenPasswordWords(identifier: string): string[] {
  return passwordContext(identifier);
}

/** Returns the settings and user data that the fields for a new password need. */
export function newPasswordProps({ user }: CurrentSession) {
  const identifier = userLabel(user);
  return { ...newPasswordSettings(), identifier, passwordContext: forbiddenPasswordWords(identifier) };
}
