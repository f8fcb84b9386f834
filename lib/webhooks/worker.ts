import { startLoop } from "@/lib/work/loop";
import { deliverDueEvents } from "./deliver";
import { webhookNudges } from "./nudges";

/**
 * Starts sending events to their endpoints.
 *
 * @returns stops it, once the deliveries in hand are done
 */
export function startWebhookWorker(): () => Promise<void> {
  return startLoop({
    doDueWork: deliverDueEvents,
    nudges: webhookNudges,
    unavailable: "webhooks.unavailable",
  });
}
