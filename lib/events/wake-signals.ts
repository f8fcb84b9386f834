import { createWakeSignal } from "@/lib/jobs/wake-signal";

/** Wakes the webhook worker of this process when a delivery is due. */
export const webhookWakeSignal = createWakeSignal("webhooks");
