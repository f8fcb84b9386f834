import { webhookWakeSignal } from "@/lib/events/emit";
import { startLoop } from "@/lib/jobs/loop";
import { deliverDueEvents } from "./deliver";

/**
 * Starts sending events to their endpoints.
 *
 * @returns a function that stops the worker after the current deliveries
 */
export function startWebhookWorker(): () => Promise<void> {
  return startLoop({
    doDueWork: deliverDueEvents,
    nudges: webhookWakeSignal,
    unavailable: "webhooks.unavailable",
  });
}
