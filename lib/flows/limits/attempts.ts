import { type Caller, clientName } from "../caller";
import type { NamedLimit } from "./names";
import { requestLimits } from "./requests";

/**
 * Returns the limits of new sign-in attempts. A known client has a separate limit, so other clients in its network
 * cannot use up the limit of its user.
 */
export function attemptLimits(
  identifier: string,
  { isKnownClient }: { isKnownClient: boolean },
  caller: Caller,
): NamedLimit[] {
  if (isKnownClient) return requestLimits.attemptsOfKnownClient(clientName(caller));
  return [
    ...requestLimits.attempts(caller.metadata),
    ...requestLimits.attemptsFor(caller.metadata, identifier),
  ];
}
