import { createWakeSignal } from "@/lib/jobs/wake-signal";

/** By which the webhook worker of this process is told that there is something to send. */
export const webhookWakeSignal = createWakeSignal("webhooks");
