import type { NamedLimit } from "./names";
import { HOUR } from "./requests";

/** Returns the limit of all emails for sign-ups, added addresses and invitations. No other email counts for it. */
export function unverifiedEmails(): NamedLimit {
  return { name: "email:unverified", subject: "", limit: 3_000, windowSeconds: HOUR };
}
