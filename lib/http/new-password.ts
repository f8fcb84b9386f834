import { passwordContext } from "@/lib/factors/password/policy";
import type { CurrentSession } from "@/lib/sessions/find";
import { newPasswordSettings } from "./page-settings";

/** Words that somebody's new password must not be made of, for the estimate of its strength. */
export function forbiddenPasswordWords(identifier: string): string[] {
  return passwordContext(identifier);
}

/** What the fields of a new password need to know of the settings and of whose session it is. */
export function newPasswordProps({ user }: CurrentSession) {
  const identifier = user.emailAddress ?? "";
  return { ...newPasswordSettings(), identifier, passwordContext: forbiddenPasswordWords(identifier) };
}
