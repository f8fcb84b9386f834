import { passwordContext } from "@/lib/factors/password/policy";

/** Words that somebody's new password must not be made of, for the estimate of its strength. */
export function newPasswordWords(identifier: string): string[] {
  return passwordContext(identifier);
}
