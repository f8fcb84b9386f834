import type { NamedLimit } from "../limits/names";
import { DAY } from "../limits/requests";

/**
 * Returns the rate limits of invitations to an address. Only admins and clients with a `SECRET_KEY` count, and the
 * total is not limited, because a back office may invite all users of another system.
 */
export function signUpInvitationLimits(recipient: string): NamedLimit[] {
  return [{ name: "sign-up-invitation:recipient:day", subject: recipient, limit: 10, windowSeconds: DAY }];
}
