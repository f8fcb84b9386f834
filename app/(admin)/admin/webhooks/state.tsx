import type { Endpoint } from "@/lib/webhooks/endpoints";
import { Badge } from "../badge";

const DISABLED = { by_hand: "Disabled", gone: "Disabled: it is gone", failing: "Disabled: it kept failing" };

/** Whether an endpoint is sent anything, and how that goes. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const { disabledAt, disabledReason, consecutiveFailures } = endpoint;
  if (disabledAt !== null) return <Badge tone="wrong">{DISABLED[disabledReason ?? "by_hand"]}</Badge>;
  if (consecutiveFailures > 0)
    return <Badge tone="wrong">{`${consecutiveFailures} failures in a row`}</Badge>;
  return <Badge tone="ok">Enabled</Badge>;
}
